using System.Runtime.CompilerServices;
using VerifyTests;
using VerifyXunit;

namespace Rewriter.Tests.Shared;

/// <summary>The same snapshots, judged by Verify: the same files, by the same convention.</summary>
internal static class Snapshot
{
    /// <summary>Asserts that a text is what was accepted under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="received">The text.</param>
    /// <param name="extension">How the files end.</param>
    /// <param name="source">The test's file; the compiler gives it.</param>
    public static void Matches(string name, string received, string extension = "txt", [CallerFilePath] string source = "")
    {
        var settings = new VerifySettings();
        settings.UseDirectory("Snapshots");
        settings.UseFileName(name);
        // The text is compared as it is, and several tests may look at one file.
        settings.DisableScrubbers();
        settings.DisableRequireUniquePrefix();
        settings.DisableDiff();
        Verifier.Verify(received, extension, settings, source).ToTask().GetAwaiter().GetResult();
    }
}
