using Rewriter.Text;

namespace Rewriter.Rules;

/// <summary>An inline test of a rule.</summary>
/// <param name="File">The name under which the text is read; it chooses the language and must fit the rule's files.</param>
/// <param name="To">The generation to which the rule rewrites.</param>
/// <param name="Before">The text before.</param>
/// <param name="After">The text after; the same where nothing may change.</param>
public sealed record RuleTest(RepoPath File, string To, string Before, string After);
