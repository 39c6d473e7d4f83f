package httpkit

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	esbuild "github.com/evanw/esbuild/pkg/api"
)

// bundled is what became of the sources: the files to serve, by name, and under
// which of these names each entry point stands.
type bundled struct {
	files   map[string][]byte
	entries map[string]string
}

// target is the language of browsers since 2023, which also have constructed
// style sheets: older ones are shown what stands in the chat's place.
const target = esbuild.ES2022

// outdir is where esbuild would write, were it to write.
const outdir = "/"

// bundle makes of TypeScript and CSS, with the fonts and pictures that they
// name, files whose names carry the digest of what is in them. Nothing touches
// the disk: the sources are embedded in the program, so that building it needs no
// Node and no generated file is ever committed (design, decision 10).
func bundle(sources fs.FS, entries ...string) (bundled, error) {
	result := esbuild.Build(esbuild.BuildOptions{
		EntryPoints: entries,
		Bundle:      true,
		Outdir:      outdir,
		EntryNames:  "[name]-[hash]",
		AssetNames:  "[name]-[hash]",
		PublicPath:  AssetsPath,
		Loader: map[string]esbuild.Loader{
			".woff2": esbuild.LoaderFile, ".svg": esbuild.LoaderFile, ".png": esbuild.LoaderFile,
		},
		Plugins:           []esbuild.Plugin{reading(sources)},
		Format:            esbuild.FormatIIFE,
		Target:            target,
		Charset:           esbuild.CharsetUTF8,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LogLevel:          esbuild.LogLevelSilent,
	})
	if err := complaints(result); err != nil {
		return bundled{}, fmt.Errorf("bundle %s: %w", strings.Join(entries, ", "), err)
	}
	return named(result, entries), nil
}

// reading resolves and loads from sources what would be read from the disk.
func reading(sources fs.FS) esbuild.Plugin {
	const namespace = "embedded"
	return esbuild.Plugin{Name: namespace, Setup: func(build esbuild.PluginBuild) {
		build.OnResolve(esbuild.OnResolveOptions{Filter: "."}, func(args esbuild.OnResolveArgs) (esbuild.OnResolveResult, error) {
			if strings.HasPrefix(args.Path, "data:") {
				return esbuild.OnResolveResult{Path: args.Path, External: true}, nil
			}
			return esbuild.OnResolveResult{Path: path.Join(path.Dir(args.Importer), args.Path), Namespace: namespace}, nil
		})
		build.OnLoad(esbuild.OnLoadOptions{Filter: ".", Namespace: namespace}, func(args esbuild.OnLoadArgs) (esbuild.OnLoadResult, error) {
			content, err := fs.ReadFile(sources, args.Path)
			if err != nil {
				return esbuild.OnLoadResult{}, err
			}
			text := string(content)
			if args.With["type"] == "text" {
				text, err = smaller(args.Path, text)
				return esbuild.OnLoadResult{Contents: &text, Loader: esbuild.LoaderText}, err
			}
			return esbuild.OnLoadResult{Contents: &text, Loader: esbuild.LoaderDefault}, nil
		})
	}}
}

// smaller minifies a style sheet that a script imports as text, for a sheet that
// it constructs; other text stays as it is.
func smaller(name, text string) (string, error) {
	if path.Ext(name) != ".css" {
		return text, nil
	}
	result := esbuild.Transform(text, esbuild.TransformOptions{
		Loader: esbuild.LoaderCSS, Target: target, Charset: esbuild.CharsetUTF8,
		MinifyWhitespace: true, MinifySyntax: true, LogLevel: esbuild.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		return "", fmt.Errorf("%s: %w", name, told(result.Errors[0]))
	}
	return string(result.Code), nil
}

// complaints are what stops a build: errors, and warnings about sources that are
// ours to mend.
func complaints(result esbuild.BuildResult) error {
	var all []error
	for _, message := range result.Errors {
		all = append(all, told(message))
	}
	for _, message := range result.Warnings {
		if message.Location == nil || !strings.Contains(message.Location.File, vendored) {
			all = append(all, told(message))
		}
	}
	return errors.Join(all...)
}

// vendored is the folder of what others made.
const vendored = "vendor/"

func told(message esbuild.Message) error {
	if message.Location == nil {
		return errors.New(message.Text)
	}
	return fmt.Errorf("%s:%d: %s", message.Location.File, message.Location.Line, message.Text)
}

// named finds each entry's file: the only one with the entry's name and the
// extension that it is compiled to.
func named(result esbuild.BuildResult, entries []string) bundled {
	b := bundled{files: make(map[string][]byte), entries: make(map[string]string)}
	for _, file := range result.OutputFiles {
		name := path.Base(file.Path)
		b.files[name] = file.Contents
		for _, entry := range entries {
			stem, extension := compiled(entry)
			if strings.HasPrefix(name, stem+"-") && path.Ext(name) == extension && !strings.Contains(name[len(stem)+1:], "-") {
				b.entries[entry] = name
			}
		}
	}
	return b
}

func compiled(entry string) (stem, extension string) {
	extension = path.Ext(entry)
	stem = strings.TrimSuffix(path.Base(entry), extension)
	if extension == ".ts" {
		extension = ".js"
	}
	return stem, extension
}
