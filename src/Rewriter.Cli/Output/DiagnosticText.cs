using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;

namespace Rewriter.Cli.Output;

/// <summary>Writes diagnostics as <c>file(line,column): error RW0001: what happened</c>, and below it what to do.</summary>
public static class DiagnosticText
{
    /// <summary>Writes one diagnostic.</summary>
    public static void Write(TextWriter writer, Diagnostic diagnostic, Style style)
    {
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? style.Bad("error") : style.Warn("warning");
        var place = PlaceOf(diagnostic) is { Length: > 0 } text ? style.Place(text) + ": " : string.Empty;
        writer.WriteLine($"{place}{severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
        if (diagnostic.Remedy() is { Length: > 0 } remedy) writer.WriteLine(style.Faint($"  {remedy}"));
    }

    /// <summary>File, line and column (1-based) of a diagnostic; empty where it has no place.</summary>
    public static string PlaceOf(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        if (!span.IsValid || span.Path.Length == 0) return string.Empty;
        return diagnostic.Location.SourceSpan.IsEmpty && span.Span.Start == default
            ? span.Path
            : string.Create(CultureInfo.InvariantCulture, $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})");
    }
}
