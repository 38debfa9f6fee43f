using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

/// <summary>
/// Every message that the product can report: one table of codes that are never reused. Blocks of a thousand: 0 text,
/// 1 syntax, 2 rules, 3 migration, 4 deployment, 5 GitHub; one file of this class a block. Each code has a page in
/// docs/diagnostics.
/// </summary>
public static partial class Descriptors
{
    private static DiagnosticDescriptor Error(string id, string title, string message, string remedy) =>
        Make(id, title, message, remedy, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message, string remedy) =>
        Make(id, title, message, remedy, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Make(string id, string title, string message, string remedy, DiagnosticSeverity severity) =>
        new(id, title, message, CategoryOf(id), severity, isEnabledByDefault: true, description: remedy, helpLinkUri: $"docs/diagnostics/{id}.md");

    private static string CategoryOf(string id) => id[2] switch
    {
        '0' => "Text",
        '1' => "Syntax",
        '2' => "Rules",
        '3' => "Migration",
        '4' => "Deployment",
        _ => "GitHub",
    };
}
