using System.Collections.Immutable;

namespace Rewriter.Processes;

/// <summary>A program to run.</summary>
public sealed record ProcessRequest
{
    /// <summary>The program's name, looked up on PATH, or its path.</summary>
    public required string Program { get; init; }

    /// <summary>The arguments, each as the program gets it.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The working folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The whole environment; nothing is inherited.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary.Create<string, string>(ProcessEnvironment.Names);

    /// <summary>What it reads from its standard input; nothing where null.</summary>
    public ReadOnlyMemory<byte>? Input { get; init; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long it may take to end after it was interrupted.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How many characters it may print to its standard output, and as many to its standard error; one that prints more is
    /// stopped, and one that leaves others behind which keep its output open is not waited for. Null for no limit.
    /// </summary>
    public int? OutputLimit { get; init; }
}
