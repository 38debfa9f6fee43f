using System.Collections.Frozen;
using Rewriter.Text;

namespace Rewriter.Syntax.Json;

/// <summary>Which files are JSON, and whose tools take comments in it.</summary>
internal static class JsonFiles
{
    private static readonly FrozenSet<string> Extensions = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".json", ".jsonc", ".tfstate", ".webmanifest", ".geojson", ".code-workspace", ".hujson", ".jsonld", ".avsc", ".ipynb", ".sarif", ".arb");

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".babelrc", ".jshintrc", ".jslintrc", ".swcrc", ".renovaterc", ".hintrc", ".firebaserc", ".nycrc", ".bowerrc", "Pipfile.lock", "flake.lock");

    // These may be YAML as well: what they begin with tells.
    private static readonly FrozenSet<string> NamesOfEitherKind = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".eslintrc", ".prettierrc", ".stylelintrc", ".markdownlintrc", ".lintstagedrc", ".commitlintrc", ".releaserc");

    private static readonly FrozenSet<string> NamesWithComments = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "devcontainer.json", ".devcontainer.json", ".eslintrc.json", ".babelrc.json", "babel.config.json", "tslint.json", "api-extractor.json",
        "language-configuration.json", "renovate.json", "renovate.json5", ".renovaterc.json", ".markdownlint.json", ".markdownlint-cli2.json",
        "global.json", "launch.json", "tasks.json", "launchsettings.json", "host.json", "local.settings.json", "wrangler.json", "turbo.json", "biome.json", "deno.json", "nx.json",
        "project.json", ".oxlintrc.json", "cspell.json", ".cspell.json", "rush.json", "typedoc.json", "bundleconfig.json", "omnisharp.json");

    public static int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        var name = path.Name;
        if (Names.Contains(name)) return 100;
        if (NamesOfEitherKind.Contains(name)) return head.TrimStart() is ['{', ..] or ['/', '/', ..] or ['/', '*', ..] ? 100 : 0;
        if (name.EndsWith(".tfstate.backup", StringComparison.OrdinalIgnoreCase)) return 50;
        return Extensions.Contains(path.Extension) ? 50 : 0;
    }

    public static bool AllowComments(RepoPath path)
    {
        var name = path.Name;
        if (path.Extension.ToUpperInvariant() is ".JSONC" or ".CODE-WORKSPACE" or ".HUJSON") return true;
        if (Names.Contains(name) || NamesOfEitherKind.Contains(name) || NamesWithComments.Contains(name)) return true;
        if (path.Parent.Name is ".vscode" or ".devcontainer") return true;
        return StartsWith(name, "tsconfig") || StartsWith(name, "jsconfig") || StartsWith(name, "appsettings");
    }

    private static bool StartsWith(string name, string prefix) => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
