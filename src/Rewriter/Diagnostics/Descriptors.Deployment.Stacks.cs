using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

/// <content>Block 4: stacks that a user describes, and states that are only read.</content>
public static partial class Descriptors
{
    /// <summary>RW4033: a stack is described by two sources.</summary>
    public static readonly DiagnosticDescriptor StackDescribedTwice = Error("RW4033", "Stack is described twice",
        "stack '{0}' has '{1}' and '{2}', of which one is allowed", "Keep the one that says what the stack wants.");

    /// <summary>RW4034: there is no file for a generation.</summary>
    public static readonly DiagnosticDescriptor DescriptionMissing = Error("RW4034", "Description is missing",
        "stack '{0}' is described in this file in generation '{1}', and there is no such file", "Write the file in the form that `rewrite describe` prints, or correct the path in the key `describe`.");

    /// <summary>RW4035: a description cannot be read.</summary>
    public static readonly DiagnosticDescriptor DescriptionBroken = Error("RW4035", "Description cannot be read",
        "this is no description of stack '{0}': {1}", "Correct it to the form that `rewrite describe` prints.");

    /// <summary>RW4036: nobody allowed the command that describes a stack.</summary>
    public static readonly DiagnosticDescriptor DescribeNotAllowed = Error("RW4036", "Describing needs a command",
        "stack '{0}' is described by a command, which was not allowed: {1}", "Read the command; where it is right, say --allow-commands. A plan and a preview need it as well, because they need the description.");

    /// <summary>RW4037: the command that describes a stack did not.</summary>
    public static readonly DiagnosticDescriptor DescribeFailed = Error("RW4037", "Describing failed",
        "the command that describes stack '{0}' in generation '{1}' {2}", "Run the command by itself in the repository's folder: it must print the JSON of one generation, as `rewrite describe` does, and exit with 0.");

    /// <summary>RW4038: a description is of another generation.</summary>
    public static readonly DiagnosticDescriptor DescriptionOfOther = Error("RW4038", "Description is of another generation",
        "stack '{0}' was to be described in generation '{1}', and this describes '{2}'", "Write the generation that was asked for, with its names, or correct the path or the arguments.");

    /// <summary>RW4039: a state that another tool keeps cannot be read from its file.</summary>
    public static readonly DiagnosticDescriptor ExistingUnreadable = Error("RW4039", "State of another tool cannot be read",
        "the state of stack '{0}' cannot be read from this file: {1}", "Write the file again with the tool that keeps the state, or correct the path in the section `existing`.");

    /// <summary>RW4041: a state that another tool keeps is only read.</summary>
    public static readonly DiagnosticDescriptor ExistingReadOnly = Error("RW4041", "State of another tool is only read",
        "stack '{0}' is previewed against a file of the state that another tool keeps, so the embedded engine applies nothing", "Apply with the engine that keeps the state: `--engine terraform` or `--engine pulumi`. To play phases through on files, take the section `existing` away.");
}
