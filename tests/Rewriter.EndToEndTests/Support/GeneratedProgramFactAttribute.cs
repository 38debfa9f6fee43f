namespace Rewriter.EndToEndTests.Support;

/// <summary>A test whose Pulumi program is the generated one; skipped in the official build, whose command runs the C# one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GeneratedProgramFactAttribute : FactAttribute
{
#if OFFICIAL_SDKS
    public GeneratedProgramFactAttribute() => Skip = "the command of the official build runs the C# program, and the stand-in for 'pulumi' runs no inline programs";
#endif
}
