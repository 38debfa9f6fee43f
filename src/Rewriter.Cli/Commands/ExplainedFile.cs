using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Text;

namespace Rewriter.Cli.Commands;

/// <summary>The file of which a line is explained, whatever the explanation is made from.</summary>
internal static class ExplainedFile
{
    /// <summary>Reads the file; null, with the error written, where it is missing, cannot be read or has no such line.</summary>
    /// <param name="host">Where errors go.</param>
    /// <param name="root">The repository's folder, for messages.</param>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its bytes; null where there is no such file.</param>
    /// <param name="line">The line, from 1.</param>
    public static SourceFile? Read(CommandHost host, string root, RepoPath path, ReadOnlyMemory<byte>? bytes, int line)
    {
        if (bytes is not { } held)
        {
            host.Error.WriteLine($"error: there is no file '{path}' in '{root}'");
            return null;
        }

        if (SourceFile.Read(path, held, out var refusal) is not { } file)
        {
            DiagnosticText.Write(host.Error, refusal!, host.Style);
            return null;
        }

        if (line >= 1 && line <= file.Lines.Count) return file;
        host.Error.WriteLine($"error: '{path}' has {file.Lines.Count} lines");
        return null;
    }
}
