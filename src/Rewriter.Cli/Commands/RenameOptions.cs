using System.Collections.Immutable;
using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Naming;
using Rewriter.Renaming;
using Rewriter.Scanning;

namespace Rewriter.Cli.Commands;

/// <summary>The options that say what is renamed, where, and what stays.</summary>
internal sealed class RenameOptions
{
    private readonly Argument<string[]> _words = new("OLD NEW [DIR]") { Description = "The old and the new name, and the folder; with --pair or --pairs the folder alone", Arity = new ArgumentArity(0, 3) };
    private readonly Option<string[]> _pair = Many("--pair", "OLD=NEW", "A further pair; earlier pairs win; repeatable");
    private readonly Option<string[]> _exact = Many("--exact", "OLD=NEW", "A pair of exact spellings, without the other spellings of the name; repeatable");
    private readonly Option<string[]> _pairs = Many("--pairs", "FILE", "Pairs from a file: JSON [{\"from\",\"to\",\"variants\"?}], or lines OLD<TAB>NEW of exact spellings");
    private readonly Option<string[]> _own = Many("--own", "OWNER/NAME", "A repository or a domain that is the project's own; repeatable");
    private readonly Option<string[]> _keep = Many("--keep", "TEXT=REASON", "A text that stays, with the reason; repeatable");
    private readonly Option<string[]> _only = Many("--only", "GLOB", "Only these files; repeatable");
    private readonly Option<bool> _review = new("--include-review") { Description = "Makes the proposed changes, too" };
    private readonly Option<bool> _history = new("--include-history") { Description = "Changes changelogs, licences and migrations of databases, too" };
    private readonly Option<bool> _vendored = new("--include-vendored") { Description = "Changes vendored and lock files, too" };
    private readonly Option<bool> _noMoved = new("--no-moved") { Description = "Writes no moved blocks for renamed Terraform addresses and no aliases for renamed Pulumi resources" };
    private readonly bool _withPositional;

    public RenameOptions(bool withPositional) => _withPositional = withPositional;

    public void AddTo(Command command)
    {
        if (_withPositional) command.Arguments.Add(_words);
        foreach (var option in new Option[] { _pair, _exact, _pairs, _own, _keep, _only, _review, _history, _vendored, _noMoved }) command.Options.Add(option);
    }

    /// <summary>True where a pair was given by an option.</summary>
    public bool HasPairs(ParseResult parsed) => new[] { _pair, _exact, _pairs }.Any(o => parsed.GetValue(o) is { Length: > 0 });

    /// <summary>The folder and the request; no request, with an error written, where something is wrong.</summary>
    /// <param name="host">Where errors are written.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="named">The folder, where another option names it.</param>
    public (string Root, RenameRequest? Request) Read(CommandHost host, ParseResult parsed, string? named = null)
    {
        var words = _withPositional ? parsed.GetValue(_words) ?? [] : [];
        var pairs = ImmutableArray.CreateBuilder<NamePair>();
        var folder = words.Length is 1 or 3 ? words[^1] : named;
        if (words.Length >= 2) pairs.Add(new NamePair(words[0], words[1]));
        if (!ReadPairs(host, parsed, pairs)) return (string.Empty, null);
        if (pairs.Count == 0) return Fail(host, "say what is renamed: rewrite rename OLD NEW, or --pair OLD=NEW, or --pairs FILE");
        if (pairs.FirstOrDefault(p => !p.From.Any(char.IsLetterOrDigit) || p.To.Length == 0) is { } empty) return Fail(host, $"'{empty.From}' to '{empty.To}' is no rename: both names need letters or digits");
        if (pairs.FirstOrDefault(p => p.From == p.To) is { } same) return Fail(host, $"'{same.From}' is renamed to itself");

        var keeps = ImmutableArray.CreateBuilder<RenameKeep>();
        foreach (var text in parsed.GetValue(_keep) ?? [])
        {
            if (Split(text) is not { } kept) return Fail(host, $"'--keep {text}' needs a reason: --keep TEXT=REASON");
            keeps.Add(new RenameKeep(kept.Left, kept.Right));
        }

        var root = Repository.Find(host, folder);
        return (root, new RenameRequest
        {
            Pairs = pairs.ToImmutable(),
            Own = [.. parsed.GetValue(_own) ?? []],
            Keeps = keeps.ToImmutable(),
            Only = [.. (parsed.GetValue(_only) ?? []).Select(o => new PathGlob(o))],
            Excludes = [new ExtraExclude(new PathGlob("*" + Repository.PlanSuffix), "a plan that was kept", ExclusionReason.OwnFile)],
            IncludeReview = parsed.GetValue(_review),
            IncludeHistory = parsed.GetValue(_history),
            IncludeVendored = parsed.GetValue(_vendored),
            FollowAddresses = !parsed.GetValue(_noMoved),
        });
    }

    private bool ReadPairs(CommandHost host, ParseResult parsed, ImmutableArray<NamePair>.Builder pairs)
    {
        foreach (var (option, variants) in new[] { (_pair, true), (_exact, false) })
        {
            foreach (var text in parsed.GetValue(option) ?? [])
            {
                if (Split(text) is not { } pair)
                {
                    Fail(host, $"'{option.Name} {text}' is not of the form OLD=NEW");
                    return false;
                }

                pairs.Add(new NamePair(pair.Left, pair.Right, variants));
            }
        }

        foreach (var file in parsed.GetValue(_pairs) ?? [])
        {
            if (PairsFile.Read(host.Files.Read(Path.GetFullPath(file, host.CurrentDirectory)), out var problem) is { } read) pairs.AddRange(read);
            else
            {
                Fail(host, $"{file}{problem}");
                return false;
            }
        }

        return true;
    }

    private static (string Left, string Right)? Split(string text) =>
        text.IndexOf('=') is var equals and > 0 && equals < text.Length - 1 ? (text[..equals], text[(equals + 1)..]) : null;

    private static (string Root, RenameRequest? Request) Fail(CommandHost host, string message)
    {
        host.Error.WriteLine($"error: {message}");
        return (string.Empty, null);
    }

    private static Option<string[]> Many(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help, DefaultValueFactory = _ => [] };
}
