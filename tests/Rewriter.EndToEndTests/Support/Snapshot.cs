using System.Runtime.CompilerServices;

namespace Rewriter.EndToEndTests.Support;

/// <summary>
/// Compares a text with a file that a person accepted, by the convention of Verify: <c>NAME.verified.txt</c>, and
/// <c>NAME.received.txt</c> beside it where they differ. Bytes are compared, nothing is normalised.
/// </summary>
internal static class Snapshot
{
    /// <summary>Asserts that a text is what was accepted under a name.</summary>
    public static void Matches(string name, string received, [CallerFilePath] string source = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(source)!, "Snapshots");
        var verified = Path.Combine(folder, name + ".verified.txt");
        var receivedPath = Path.Combine(folder, name + ".received.txt");
        if (File.Exists(verified) && File.ReadAllBytes(verified).AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(received)))
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedPath, received);
        Assert.Fail($"'{name}' is not what was accepted: compare {receivedPath} with {verified}, and rename it where it is right.\n{received}");
    }
}
