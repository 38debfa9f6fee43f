namespace Rewriter.PulumiStandIn;

/// <summary>The words and options of a command line.</summary>
internal sealed class Arguments
{
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "--stack", "-s", "--file", "--event-log", "--target", "-t", "--secrets-provider", "--cwd", "-C", "--client", "--exec-kind", "--exec-agent",
        "--message", "-m", "--parallel", "-p", "--color", "--config-file", "--page", "--page-size", "--tracing", "--verbose", "-v", "--save-plan", "--plan",
    };

    private readonly List<(string Name, string? Value)> _options = [];

    /// <summary>What is no option, in its order.</summary>
    public List<string> Words { get; } = [];

    public static Arguments Parse(string[] args)
    {
        var result = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith('-')) result.Words.Add(args[i]);
            else if (args[i].IndexOf('=') is > 0 and var at) result._options.Add((args[i][..at], args[i][(at + 1)..]));
            else if (!WithValue.Contains(args[i])) result._options.Add((args[i], null));
            else if (i + 1 < args.Length) result._options.Add((args[i], args[++i]));
            else throw new Refusal(Refusal.Generic, $"flag needs an argument: {args[i]}");
        }

        return result;
    }

    public bool Has(string name) => _options.Any(o => o.Name == name && o.Value is not "false");

    public string? Value(string name) => _options.LastOrDefault(o => o.Name == name).Value;

    public IEnumerable<string> Values(string name) => _options.Where(o => o.Name == name).Select(o => o.Value).OfType<string>();
}
