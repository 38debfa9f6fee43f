using Microsoft.CodeAnalysis;

namespace Rewriter.Workspaces;

/// <summary>A change that could not be made; carries the diagnostic that says why and what to do.</summary>
public sealed class WorkspaceException : Exception
{
    /// <summary>A change that could not be made.</summary>
    public WorkspaceException(Diagnostic diagnostic, Exception? inner = null)
        : base(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), inner) => Diagnostic = diagnostic;

    /// <summary>What happened.</summary>
    public Diagnostic Diagnostic { get; }
}
