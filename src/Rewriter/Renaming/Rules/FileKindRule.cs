namespace Rewriter.Renaming.Rules;

/// <summary>Files that tell what was, or what somebody else wrote, do not follow a rename.</summary>
internal sealed class FileKindRule : IOccurrenceRule
{
    private static readonly RenameVerdict History = RenameVerdict.Leave("history", "a changelog tells what the name was at the time");
    private static readonly RenameVerdict Decision = RenameVerdict.Propose("decision-record", "a record of a decision tells what the name was at the time");
    private static readonly RenameVerdict Licence = RenameVerdict.Leave("licence", "a licence is a legal text");
    private static readonly RenameVerdict Migration = RenameVerdict.Leave("database-migration", "a migration of a database has been run under this name");
    private static readonly RenameVerdict Generated = RenameVerdict.Propose("generated", "a generator writes this file; run it again instead");

    public RenameVerdict? Judge(OccurrenceContext occurrence) => occurrence.Request.IncludeHistory ? null : occurrence.Kind switch
    {
        FileKind.History => History,
        FileKind.Decision => Decision,
        FileKind.Licence => Licence,
        FileKind.DatabaseMigration => Migration,
        FileKind.Generated => Generated,
        _ => null,
    };
}
