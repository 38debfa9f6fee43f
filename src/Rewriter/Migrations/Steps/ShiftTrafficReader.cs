using System.Collections.Immutable;
using System.Globalization;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Reading;
using Rewriter.Rules;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>Reads the keys of shift-traffic, which depend on its driver.</summary>
internal static class ShiftTrafficReader
{
    private static readonly string[] Checks = ["http-check", "metric-gate", "compare-data"];

    public static Step Read(StepHeader header, DefinitionReader reader, MigrationScope scope)
    {
        var (engine, file, command) = (ReadEngine(reader, scope), ReadFiles(reader, scope, header), ReadCommands(reader, scope, header));
        TrafficDriver driver = reader.Choice("driver", "engine", ("engine", "engine"), ("file", "file"), ("command", "command")) switch
        {
            "file" => Required(file, reader, "weights"),
            "command" => Required(command, reader, "set"),
            _ => RequiredEngine(engine, reader),
        };
        return new ShiftTrafficStep(header, driver, ReadStages(reader), reader.Duration("hold") ?? TimeSpan.Zero, ReadChecks(reader, scope, header));
    }

    private static TrafficDriver Required(TrafficDriver? driver, DefinitionReader reader, string key)
    {
        if (driver is not null) return driver;
        if (!reader.Has(key)) reader.RequiredText(key);
        return new FileTraffic([], null);
    }

    private static EngineTraffic RequiredEngine(EngineTraffic driver, DefinitionReader reader)
    {
        reader.RequiredText("entryPoint");
        if (!reader.Has("service")) reader.RequiredText("service");
        return driver;
    }

    private static EngineTraffic ReadEngine(DefinitionReader reader, MigrationScope scope) =>
        new(reader.Text("entryPoint") ?? string.Empty, scope.ReadRole(reader, "service"), scope.ReadGeneration(reader, "from"), scope.ReadGeneration(reader, "to"));

    private static CommandTraffic? ReadCommands(DefinitionReader reader, MigrationScope scope, StepHeader header)
    {
        var place = CommandPlace.Read(reader);
        var shares = scope with { Settings = [.. scope.Settings, .. CommandTraffic.Names.Select(n => new SettingDefinition(n, "a share of the traffic", null, null))] };
        var (get, set) = (CommandLine.Read(reader, "get", header, scope, place), CommandLine.Read(reader, "set", header, shares, place));
        if (get is not null && set is not null) return new CommandTraffic(get, set);
        if (set is not null) reader.RequiredText("get");
        return null;
    }

    private static FileTraffic? ReadFiles(DefinitionReader reader, MigrationScope scope, StepHeader header)
    {
        var weights = reader.Items("weights", _ => $"a weight of step '{header.Id}'").Select(ReadWeight).ToImmutableArray();
        var (message, remote) = (reader.Text("commit"), reader.Text("remote"));
        if (remote is not null && message is null) reader.RequiredText("commit");
        return weights.IsEmpty ? null : new FileTraffic(weights, message, remote);
    }

    private static FileWeight ReadWeight(DefinitionReader reader)
    {
        var text = reader.RequiredText("file");
        if (!RepoPath.TryParse(text, out var file)) reader.Report(Descriptors.BadPattern, "file", text, "path in the repository", "it is relative, with forward slashes");
        PathPattern? path = null;
        if (reader.Text("path") is { } pattern)
        {
            path = PathPattern.Parse(pattern, out var problem);
            if (path is null) reader.Report(Descriptors.BadPattern, "path", pattern, "structural path", problem);
        }

        var after = reader.Text("after");
        if (reader.Has("path") == reader.Has("after")) reader.Report(Descriptors.DefinitionKeyMissing, "file", "a weight", "path, or after (one of the two)");
        var weight = new FileWeight(file, path, after, reader.Choice("of", true, ("new", true), ("old", false)));
        reader.Finish();
        return weight;
    }

    private static ImmutableArray<Step> ReadChecks(DefinitionReader reader, MigrationScope scope, StepHeader header)
    {
        var checks = ImmutableArray.CreateBuilder<Step>();
        foreach (var item in reader.Items("checks", _ => $"a check of step '{header.Id}'"))
        {
            if (StepReader.Read(item, scope) is not { } check) continue;
            if (Checks.Contains(check.Header.Kind)) checks.Add(check);
            else item.Report(Descriptors.UnknownName, "kind", "kind of check", check.Header.Kind, MigrationScope.Near(check.Header.Kind, Checks));
        }

        return checks.ToImmutable();
    }

    private static ImmutableArray<int> ReadStages(DefinitionReader reader)
    {
        var stages = ImmutableArray.CreateBuilder<int>();
        foreach (var stage in reader.Scalars("stages"))
        {
            if (int.TryParse(stage.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 100) stages.Add(share);
            else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, stage.Span, "a stage", "a share from 1 to 100", $"'{stage.Value}'"));
        }

        return stages.Count > 0 ? stages.ToImmutable() : [100];
    }
}
