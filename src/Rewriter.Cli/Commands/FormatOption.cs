using System.CommandLine;

namespace Rewriter.Cli.Commands;

/// <summary>The option that chooses the form of a report.</summary>
internal sealed class FormatOption
{
    /// <summary>For code hosts.</summary>
    public const string Sarif = "sarif";

    private const string Json = "json";
    private const string Text = "text";

    private readonly Option<string> _format = new("--format") { Description = "The form of the report; 'json' is the same as --json", DefaultValueFactory = _ => Text };

    public FormatOption() => _format.AcceptOnlyFromAmong(Text, Json, Sarif);

    public void AddTo(Command command) => command.Options.Add(_format);

    /// <summary>True where SARIF is wanted.</summary>
    public bool IsSarif(ParseResult parsed) => parsed.GetValue(_format) == Sarif;

    /// <summary>True where JSON is wanted, in either way of saying it.</summary>
    public bool IsJson(ParseResult parsed, RepositoryOptions repository) => parsed.GetValue(repository.Json) || parsed.GetValue(_format) == Json;
}
