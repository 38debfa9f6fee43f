namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that needs <c>terraform</c> and a means to make a terminal; skipped aloud where either is missing.</summary>
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = PseudoTerminal.IsAvailable
        ? new TerraformFactAttribute().Skip
        : "there is neither python3 nor script to make a terminal; install one to see that a person is asked";
}
