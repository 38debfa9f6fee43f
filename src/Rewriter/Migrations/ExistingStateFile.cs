using System.Text.Json;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations;

/// <summary>Reads a file of a state that another tool keeps.</summary>
public static class ExistingStateFile
{
    /// <summary>How many bytes are read at most: a state is larger than a source.</summary>
    public const int MaxBytes = 128 * 1024 * 1024;

    /// <summary>What a file holds; null where it is missing.</summary>
    /// <param name="workspace">The files.</param>
    /// <param name="root">The repository's folder.</param>
    /// <param name="path">The file.</param>
    /// <param name="stack">The stack, for messages.</param>
    /// <param name="read">Reads the text; throws where it is of another form.</param>
    /// <exception cref="WorkspaceException">It cannot be read: the diagnostic has its place.</exception>
    public static ExistingState? Read(IWorkspace workspace, string root, RepoPath path, string stack, Func<string, ExistingState> read)
    {
        var (bytes, problem) = RepositoryFile.Read(workspace, root, path, MaxBytes);
        if (problem is not null) throw new WorkspaceException(problem);
        if (bytes is not { } held) return null;
        if (SourceFile.Read(path, held, out var refusal, MaxBytes) is not { } file) throw new WorkspaceException(refusal!);
        try
        {
            return read(file.Text);
        }
        catch (JsonException broken)
        {
            // What is no JSON has a place; what is JSON of another kind has not.
            var place = broken.LineNumber is null ? default : new TextSpan(JsonOffsets.Of(file.Text, broken), 0);
            throw new WorkspaceException(Descriptors.ExistingUnreadable.At(file, place, stack, broken.LineNumber is null ? broken.Message : "this is not valid JSON"), broken);
        }
        catch (Exception other) when (other is FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new WorkspaceException(Descriptors.ExistingUnreadable.At(file, default, stack, other is FormatException ? other.Message : "it is not of the form that the tool writes"), other);
        }
    }
}
