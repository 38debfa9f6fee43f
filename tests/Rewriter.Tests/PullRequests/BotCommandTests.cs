using Rewriter.Bot;

namespace Rewriter.Tests.PullRequests;

public sealed class BotCommandTests
{
    [Theory]
    [InlineData("/rewrite plan phase1", BotVerb.Plan, "phase1", null)]
    [InlineData("/rewrite  VERIFY  phase-2.b", BotVerb.Verify, "phase-2.b", null)]
    [InlineData("/rewrite apply phase1 0123456789ab", BotVerb.Apply, "phase1", "0123456789ab")]
    [InlineData("/rewrite rollback phase1", BotVerb.Rollback, "phase1", null)]
    [InlineData("/rewrite explain docs/a.md:7", BotVerb.Explain, "docs/a.md:7", null)]
    [InlineData("/rewrite explain phase1", BotVerb.Explain, "phase1", null)]
    public void A_command_is_read(string line, BotVerb verb, string subject, string? digest)
    {
        var command = Assert.Single(BotCommand.In($"Please:\n\n{line}  \r\nThank you"));
        Assert.Equal((verb, subject, digest), (command.Verb, command.Subject, command.Digest));
    }

    [Theory]
    [InlineData("/rewrite")]
    [InlineData("/rewrite plan")]
    [InlineData("/rewrite dance phase1")]
    [InlineData("/rewrite plan --repo=/etc")]
    [InlineData("/rewrite plan phase1 --allow-commands")]
    [InlineData("/rewrite plan phase1;reboot")]
    [InlineData("/rewrite apply phase1 nodigest")]
    [InlineData("/rewrite plan phase1 0123456789ab")]
    [InlineData("/rewrite explain ../../etc/passwd 7")]
    [InlineData("/rewrite 1 phase1")]
    [InlineData("/rewrite apply $(id)")]
    public void What_is_no_command_is_answered_with_help_and_never_passed_on(string line)
    {
        var command = Assert.Single(BotCommand.In(line));
        Assert.Equal((BotVerb.Help, string.Empty, null), (command.Verb, command.Subject, command.Digest));
    }

    [Theory]
    [InlineData("> /rewrite apply phase1")]
    [InlineData("```\n/rewrite apply phase1\n```")]
    [InlineData("~~~sh\n/rewrite apply phase1\n```\n/rewrite apply phase1\n~~~")]
    [InlineData("````\n```\n/rewrite apply phase1\n````")]
    [InlineData("    /rewrite apply phase1")]
    [InlineData("`/rewrite apply phase1`")]
    [InlineData("say /rewrite apply phase1")]
    [InlineData("/rewriter apply phase1")]
    [InlineData("<!--\n/rewrite apply phase1\n-->")]
    [InlineData("```\n/rewrite apply phase1")]
    public void What_is_quoted_code_or_hidden_is_no_command(string comment) => Assert.Empty(BotCommand.In(comment));

    [Fact]
    public void Several_commands_come_in_order_and_a_closed_fence_hides_no_more() =>
        Assert.Equal(["phase1", "phase2"], BotCommand.In("```\nx\n```\n/rewrite plan phase1\n<!-- hidden -->\n/rewrite plan phase2").Select(c => c.Subject));
}
