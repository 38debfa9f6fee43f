using System.Runtime.InteropServices;
using Rewriter.Cli.Output;
using Rewriter.Deployment;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>What surrounds a run of the command: its streams, the disk, the clock, the person at the terminal.</summary>
public sealed record CommandHost
{
    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where errors and progress go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>How results are coloured.</summary>
    public required Style Style { get; init; }

    /// <summary>The disk.</summary>
    public required IFileSystem Files { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The folder in which the command was started.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>What goes wrong in the embedded engine, for tests; null where nothing is made to.</summary>
    public IFaultInjector? Faults { get; init; }

    /// <summary>Asks a person yes or no; null where nobody is at a terminal.</summary>
    public Func<string, bool>? Ask { get; init; }

    /// <summary>Asks a person for a text, with what is taken where the answer is empty (null for nothing); null where nobody is at a terminal.</summary>
    public Func<string, string?, string?>? AskText { get; init; }

    /// <summary>The host of the real process.</summary>
    public static CommandHost ForProcess()
    {
        var terminal = !Console.IsOutputRedirected && !Console.IsInputRedirected;
        var colour = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new CommandHost
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 32 * 1024) { AutoFlush = terminal, NewLine = "\n" },
            Error = Console.Error,
            Style = new Style(colour),
            Files = new PhysicalFileSystem(),
            Time = TimeProvider.System,
            CurrentDirectory = Environment.CurrentDirectory,
            Ask = terminal ? AskAtTerminal : null,
            AskText = terminal ? AskTextAtTerminal : null,
        };
    }

    /// <summary>
    /// Calls back when the person interrupts (Ctrl-C), or a machine asks the process to end (SIGTERM), until the result is
    /// disposed. The process goes on: an engine's program must be left the time to write its state.
    /// </summary>
    public static IDisposable OnInterrupt(Action callback)
    {
        ConsoleCancelEventHandler handler = (_, pressed) =>
        {
            pressed.Cancel = true;
            callback();
        };
        Console.CancelKeyPress += handler;
        var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, asked =>
        {
            asked.Cancel = true;
            callback();
        });
        return new Unsubscriber(() =>
        {
            Console.CancelKeyPress -= handler;
            ended.Dispose();
        });
    }

    private static bool AskAtTerminal(string question)
    {
        Console.Error.Write($"{question} [y/N] ");
        return Console.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static string? AskTextAtTerminal(string question, string? otherwise)
    {
        Console.Error.Write(otherwise is null ? $"{question}: " : $"{question} [{otherwise}]: ");
        return Console.ReadLine()?.Trim() is { Length: > 0 } answer ? answer : otherwise;
    }

    private sealed class Unsubscriber(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
