using YamlDotNet.Core;

namespace Rewriter.Syntax.Yaml;

/// <summary>What a node of the stream of events is.</summary>
internal enum YamlNodeKind
{
    Document,
    Mapping,
    Sequence,
    End,
    Scalar,
    Alias,
}

/// <summary>One event of the parser, with what the structure around it tells of it.</summary>
internal struct YamlNode
{
    public YamlNodeKind Kind;
    public ScalarStyle Style;

    /// <summary>True where it stands within <c>[]</c> or <c>{}</c>.</summary>
    public bool InFlow;

    /// <summary>True for the key of a mapping.</summary>
    public bool IsKey;

    /// <summary>True where the node has a tag of its own, which decides its type.</summary>
    public bool HasTag;

    /// <summary>True for a plain scalar without a text.</summary>
    public bool IsEmpty;

    /// <summary>True for a plain scalar that is a string to any reader; see <see cref="YamlPlainText.IsString"/>.</summary>
    public bool IsString;

    /// <summary>Where its properties (anchor, tag) or its content begin.</summary>
    public int Start;

    /// <summary>Where its content ends.</summary>
    public int End;

    /// <summary>What a scalar says, or the name of an alias.</summary>
    public string Value;

    /// <summary>Its path; for a key the path of what it is set to.</summary>
    public StructuralPath Path;

    /// <summary>The path of the mapping or sequence it stands in; the document's for its root node.</summary>
    public StructuralPath Container;
}
