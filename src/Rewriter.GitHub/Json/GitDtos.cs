using System.Text.Json.Serialization;

namespace Rewriter.GitHub.Json;

internal sealed record ObjectDto([property: JsonRequired] string Sha);

internal sealed record RefDto(string Ref, [property: JsonRequired] ObjectDto Object);

internal sealed record NewRefDto(string Ref, string Sha);

internal sealed record MoveRefDto(string Sha, bool Force);

/// <summary>A commit of the git database: without a login, for git knows none.</summary>
internal sealed record GitCommitDto([property: JsonRequired] string Sha, [property: JsonRequired] ObjectDto Tree, ObjectDto[]? Parents, string? Message);

/// <summary>A commit of the repository: with the login of its author.</summary>
internal sealed record CommitDto([property: JsonRequired] string Sha, [property: JsonRequired] CommitContentDto Commit, LoginDto? Author, ObjectDto[]? Parents);

internal sealed record CommitContentDto([property: JsonRequired] ObjectDto Tree, string? Message);

/// <summary>A person, or an empty object where GitHub knows none.</summary>
internal sealed record LoginDto(string? Login);

internal sealed record ComparisonDto([property: JsonRequired] CommitDto[] Commits);

internal sealed record NewCommitDto(string Message, string Tree, IReadOnlyList<string> Parents);

internal sealed record NewBlobDto(string Content, string Encoding);

internal sealed record TreeDto([property: JsonRequired] string Sha, TreeEntryDto[]? Tree, bool Truncated);

internal sealed record TreeEntryDto(string Path, string Mode, string Type, string? Sha);

internal sealed record NewTreeDto(string BaseTree, IReadOnlyList<NewTreeEntryDto> Tree);

/// <summary>An entry to set, or to delete where <paramref name="Sha"/> is null: then the null must be written.</summary>
internal sealed record NewTreeEntryDto(string Path, string Mode, string Type, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Sha);
