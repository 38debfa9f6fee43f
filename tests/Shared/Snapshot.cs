using System.Runtime.CompilerServices;
using System.Text;

namespace Rewriter.Tests.Shared;

/// <summary>
/// Compares a text with a file that a person accepted, by the convention of Verify: <c>NAME.verified.txt</c>, and
/// <c>NAME.received.txt</c> beside it where they differ. Bytes are compared, nothing is normalised. The files lie in the
/// folder <c>Snapshots</c> beside the test.
/// </summary>
internal static class Snapshot
{
    /// <summary>Asserts that a text is what was accepted under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="received">The text.</param>
    /// <param name="extension">How the files end.</param>
    /// <param name="source">The test's file; the compiler gives it.</param>
    public static void Matches(string name, string received, string extension = "txt", [CallerFilePath] string source = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(source)!, "Snapshots");
        var verified = Path.Combine(folder, $"{name}.verified.{extension}");
        var receivedPath = Path.Combine(folder, $"{name}.received.{extension}");
        if (File.Exists(verified) && File.ReadAllBytes(verified).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(received)))
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedPath, received);
        Assert.Fail($"'{name}' is not what was accepted: compare {receivedPath} with {verified}, and rename it where it is right.\n{received}");
    }
}
