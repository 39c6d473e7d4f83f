// A style sheet imported as text, for a constructed one.
declare module "*.css" {
  const text: string;
  export default text;
}
