namespace Rewriter.GitHub.TestServer.State;

/// <summary>A workflow run of the server.</summary>
public sealed class ServerRun
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>The workflow's file name.</summary>
    public required string Workflow { get; init; }

    /// <summary>The branch or tag.</summary>
    public required string Reference { get; init; }

    /// <summary>The inputs.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary><c>queued</c>, <c>in_progress</c>, <c>completed</c>.</summary>
    public string Status { get; set; } = "queued";

    /// <summary><c>success</c>, <c>failure</c>, <c>cancelled</c>; null while it runs.</summary>
    public string? Conclusion { get; set; }

    /// <summary>Its jobs: name, conclusion, log.</summary>
    public List<(string Name, string Conclusion, string Log)> Jobs { get; } = [];

    /// <summary>How many more times the run is asked for before it is over; null where a test ends it.</summary>
    public int? EndsAfterReads { get; set; }
}
