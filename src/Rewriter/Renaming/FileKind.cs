namespace Rewriter.Renaming;

/// <summary>What a file is for, as far as its path tells.</summary>
internal enum FileKind
{
    /// <summary>Something that is kept up to date.</summary>
    Living,

    /// <summary>A changelog or release notes.</summary>
    History,

    /// <summary>A record of a decision, a proposal, a design.</summary>
    Decision,

    /// <summary>A licence or a notice.</summary>
    Licence,

    /// <summary>A migration of a database.</summary>
    DatabaseMigration,

    /// <summary>Made by a generator.</summary>
    Generated,
}
