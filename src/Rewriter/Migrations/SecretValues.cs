using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations;

/// <summary>The values that appear nowhere: in no ledger, plan, output or error.</summary>
public sealed class SecretValues
{
    private const string Mark = "***";
    private readonly ImmutableArray<string> _values;

    private SecretValues(IEnumerable<string> values) => _values = [.. values.Where(v => v.Length > 0).Distinct().OrderByDescending(v => v.Length)];

    /// <summary>No secrets.</summary>
    public static SecretValues None { get; } = new([]);

    /// <summary>The values of what the steps of a migration call secret.</summary>
    public static SecretValues Of(Migration migration, SettingValues settings, IReadOnlyDictionary<string, string> environment) =>
        new(migration.SecretNames.SelectMany(n => new[] { settings.Find(n), environment.GetValueOrDefault(n) }).OfType<string>());

    /// <summary>These, and further ones.</summary>
    public SecretValues With(IEnumerable<string> more) => new(_values.Concat(more));

    /// <summary>A text without secrets.</summary>
    public string Mask(string text) => _values.Aggregate(text, (masked, value) => masked.Replace(value, Mark, StringComparison.Ordinal));

    /// <summary>A step's result without secrets.</summary>
    public StepResult Mask(StepResult result) => _values.IsEmpty ? result : result with
    {
        Summary = Mask(result.Summary),
        Evidence = [.. result.Evidence.Select(Mask)],
        Outputs = result.Outputs.ToImmutableSortedDictionary(o => o.Key, o => Mask(o.Value), StringComparer.Ordinal),
        Diagnostics = [.. result.Diagnostics.Select(Mask)],
    };

    private Diagnostic Mask(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        if (Mask(message) is var masked && masked == message) return diagnostic;
        var of = diagnostic.Descriptor;
        var format = masked.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        return Diagnostic.Create(new DiagnosticDescriptor(of.Id, of.Title, format, of.Category, of.DefaultSeverity, of.IsEnabledByDefault, of.Description, of.HelpLinkUri), diagnostic.Location);
    }
}
