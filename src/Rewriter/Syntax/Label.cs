namespace Rewriter.Syntax;

/// <summary>What a leaf of a file is for, as far as its grammar tells.</summary>
public enum Label
{
    /// <summary>White space, line ends, indentation: nothing that a name could stand in.</summary>
    Trivia,

    /// <summary>Brackets, quotes, separators, operators: no letters or digits.</summary>
    Punctuation,

    /// <summary>A word of the grammar itself: <c>resource</c>, <c>FROM</c>, <c>if</c>, <c>endif</c>.</summary>
    Keyword,

    /// <summary>A key of a mapping, the name of an attribute, the name that a dotenv line or a build argument sets.</summary>
    Key,

    /// <summary>The content of a scalar, a string, a number: what a key is set to.</summary>
    Value,

    /// <summary>A comment, without the sign that opens it.</summary>
    Comment,

    /// <summary>Running text of a document.</summary>
    Prose,

    /// <summary>Code whose language is unknown or that could not be read: a code span, an unnamed fence.</summary>
    Code,

    /// <summary>The target of a link or an image in a document.</summary>
    Link,

    /// <summary>The word of a command line that names the program.</summary>
    Command,

    /// <summary>Any other word of a command line, or a part of one.</summary>
    Argument,

    /// <summary>The name of a variable, where it is set or used: <c>NAME=</c>, <c>$NAME</c>, <c>var.name</c>.</summary>
    Variable,

    /// <summary>A name that a program or a configuration declares: a type, a method, a label of a Terraform block.</summary>
    Symbol,

    /// <summary>A part of a reference to something declared elsewhere: <c>google_x.app.name</c>, <c>needs.build</c>.</summary>
    Address,

    /// <summary>The type of a resource or the kind of an object: <c>google_cloud_run_service</c>, <c>Deployment</c>.</summary>
    Type,

    /// <summary>A target or a recipe of a Makefile or a Justfile, where it is declared or required.</summary>
    Target,

    /// <summary>The word that closes a heredoc, at its beginning or its end.</summary>
    Delimiter,

    /// <summary>An instruction to the reader of the file: <c>%YAML</c>, <c># escape=</c>, <c>#pragma</c>, a shebang.</summary>
    Directive,

    /// <summary>The name of an anchor or an alias.</summary>
    Anchor,

    /// <summary>A tag of a YAML node.</summary>
    Tag,

    /// <summary>Text of a file that has no grammar.</summary>
    Text,
}
