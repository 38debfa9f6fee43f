namespace Rewriter.Forges;

/// <summary>How grave a remark is.</summary>
public enum AnnotationLevel
{
    /// <summary>For information.</summary>
    Notice,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>Wrong.</summary>
    Failure,
}
