// Package look is how a municipality looks on its pages: name, coat of arms and
// colour, and the style sheet that all pages share, Bootstrap Italia as the
// Department for Digital Transformation publishes it (BSD-3-Clause) in Titillium
// Web (SIL OFL), both vendored under vendor/ by «make vendor»; and the frame
// around every page, which works without a script.
//
// It knows no page's content and no rule of the town.
package look
