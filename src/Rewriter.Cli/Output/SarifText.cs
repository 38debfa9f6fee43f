using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment.Hazards;
using Rewriter.Diagnostics;
using Rewriter.Rules;

namespace Rewriter.Cli.Output;

/// <summary>
/// Findings as SARIF 2.1.0, which code hosts show on the lines of a change. Lines and columns are 1-based, columns count
/// UTF-16 units, ends are exclusive.
/// </summary>
/// <param name="fallback">The file that a finding without a place is shown at: hosts drop those without one.</param>
internal sealed class SarifText(string fallback)
{
    private readonly List<JsonObject> _results = [];
    private readonly SortedDictionary<string, JsonObject> _rules = new(StringComparer.Ordinal);

    /// <summary>Adds a message.</summary>
    public SarifText Add(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var region = span is { IsValid: true, Path.Length: > 0 } ? Location(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1) : Location(fallback, 1);
        Rule(diagnostic.Id, diagnostic.Descriptor.Title.ToString(CultureInfo.InvariantCulture), diagnostic.Remedy(), diagnostic.Descriptor.HelpLinkUri, Level(diagnostic.Severity));
        Result(diagnostic.Id, Level(diagnostic.Severity), message, [region]);
        return this;
    }

    /// <summary>Adds a danger; one that was accepted is in it, suppressed with the reason.</summary>
    public SarifText Add(HazardFinding hazard)
    {
        var level = hazard.Severity == HazardSeverity.Blocker ? "error" : "warning";
        var places = hazard.Evidence.Where(e => e.File is not null).Select(e => Location(e.File!, e.Line ?? 1)).ToArray();
        Rule(hazard.Id, hazard.Title, $"{hazard.Remedy} Cleared by: {hazard.ClearedBy}", hazard.DocsLink, level);
        var result = Result(hazard.Id, level, hazard.Message, places.Length > 0 ? places : [Location(fallback, 1)]);
        if (hazard.AllowedBecause is { } because) result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["justification"] = because });
        return this;
    }

    /// <summary>Adds a change that a rule makes or proposes, as a note.</summary>
    public SarifText Add(Decision decision)
    {
        var (occurrence, rule) = (decision.Occurrence, decision.Rule!);
        Rule(rule.Id, rule.Why, rule.Why, null, "note");
        Result(rule.Id, "note", $"'{occurrence.Text}' {(decision.Disposition == Disposition.Proposed ? "would become" : "becomes")} '{decision.NewText}'",
            [Location(occurrence.File.Value, occurrence.Position.Line + 1, occurrence.Position.Character + 1, occurrence.Position.Line + 1, occurrence.Position.Character + 1 + occurrence.Span.Length)]);
        return this;
    }

    /// <summary>The document.</summary>
    public string Write()
    {
        var indexes = _rules.Keys.Select((id, index) => (id, index)).ToDictionary(r => r.id, r => r.index, StringComparer.Ordinal);
        foreach (var result in _results) result["ruleIndex"] = indexes[result["ruleId"]!.GetValue<string>()];
        var driver = new JsonObject
        {
            ["name"] = "rewrite",
            ["semanticVersion"] = typeof(SarifText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0",
            ["rules"] = JsonText.Array(_rules.Values),
        };
        return JsonText.Write(new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = driver },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = JsonText.Array(_results),
            }),
        });
    }

    private JsonObject Result(string rule, string level, string message, params JsonObject[] locations)
    {
        var result = new JsonObject
        {
            ["ruleId"] = rule,
            ["level"] = level,
            ["message"] = new JsonObject { ["text"] = message },
            ["locations"] = JsonText.Array(locations),
            ["partialFingerprints"] = new JsonObject { ["rewrite/v1"] = Fingerprint(rule, message, locations[0]) },
        };
        _results.Add(result);
        return result;
    }

    private void Rule(string id, string title, string help, string? link, string level)
    {
        if (_rules.ContainsKey(id)) return;
        var rule = new JsonObject { ["id"] = id, ["shortDescription"] = new JsonObject { ["text"] = title }, ["help"] = new JsonObject { ["text"] = help.Length > 0 ? help : title }, ["defaultConfiguration"] = new JsonObject { ["level"] = level } };
        if (link is { Length: > 0 } page) rule["properties"] = new JsonObject { ["page"] = page };
        _rules[id] = rule;
    }

    // Lines move; a finding is the same where rule, file and words are.
    private static string Fingerprint(string rule, string message, JsonObject location) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule}\n{location["physicalLocation"]!["artifactLocation"]!["uri"]}\n{message}")))[..32];

    private static JsonObject Location(string path, int line, int column = 1, int? endLine = null, int? endColumn = null)
    {
        var region = new JsonObject { ["startLine"] = line, ["startColumn"] = column };
        if (endLine is not null) region["endLine"] = endLine;
        if (endColumn is not null) region["endColumn"] = endColumn;
        var uri = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return new JsonObject { ["physicalLocation"] = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = uri, ["uriBaseId"] = "%SRCROOT%" }, ["region"] = region } };
    }

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
