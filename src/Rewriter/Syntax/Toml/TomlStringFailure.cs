namespace Rewriter.Syntax.Toml;

/// <summary>Why a string could not be read.</summary>
/// <param name="Offset">Where (UTF-16).</param>
/// <param name="Message">What was met.</param>
internal sealed record TomlStringFailure(int Offset, string Message);
