namespace Rewriter.Bench.Documents;

/// <summary>Words in an order that looks random and is always the same.</summary>
internal sealed class Words
{
    private static readonly string[] Services =
        ["orders", "billing", "gateway", "search", "mailer", "catalog", "audit", "identity", "reports", "uploads", "sessions", "webhooks", "ledger"];

    private static readonly string[] Prose =
        ["the", "service", "reads", "its", "settings", "before", "each", "deploy", "and", "keeps", "a", "copy", "of", "every", "secret", "in", "region", "until", "traffic", "moved", "to", "new", "revision"];

    private uint _state = 2_463_534_242;

    /// <summary>A number from 0 up to a limit that is not reached.</summary>
    public int Number(int limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)limit);
    }

    public string Service() => Services[Number(Services.Length)];

    public string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Prose[Number(Prose.Length)]));
}
