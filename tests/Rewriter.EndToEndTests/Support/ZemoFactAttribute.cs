namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that needs <c>python3</c>, and PostgreSQL where it says so; skipped aloud where one is missing.</summary>
internal sealed class ZemoFactAttribute : FactAttribute
{
    public ZemoFactAttribute(bool postgres = false)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(f => File.Exists(Path.Combine(f, "python3")))) Skip = "python3 is not on the path; install it to see the scripts of the example run";
        else if (postgres && PostgresServer.Programs is null) Skip = "PostgreSQL is not installed; install its server (initdb, pg_ctl) to see the data carried over to it";
    }
}
