using System.Globalization;

namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that sends an interrupt; skipped aloud where this process, and so all that it starts, ignores them, as in the background of a shell.</summary>
internal sealed class InterruptFactAttribute : FactAttribute
{
    private const string Mask = "SigIgn:";
    private const ulong Interrupt = 1UL << 1;

    public InterruptFactAttribute() => Skip = IsIgnored
        ? "interrupts are ignored in this process; run the tests in the foreground to see that Ctrl-C is heard"
        : new UnixTerraformFactAttribute().Skip;

    private static bool IsIgnored => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Mask, StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line.AsSpan(Mask.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0;
}
