using Xunit.Abstractions;
using Xunit.Sdk;

namespace Rewriter.EngineContract;

/// <summary>A test case with a reason for being skipped that is found when it is discovered.</summary>
public sealed class EngineTestCase : XunitTestCase
{
    private string? _skip;

    [Obsolete("For deserialising only.", error: true)]
    public EngineTestCase()
    {
    }

    public EngineTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, string? skip)
        : base(sink, display, options, method) => SkipReason = _skip = skip;

    /// <inheritdoc/>
    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue("EngineSkip", _skip);
    }

    /// <inheritdoc/>
    public override void Deserialize(IXunitSerializationInfo data)
    {
        base.Deserialize(data);
        SkipReason = _skip = data.GetValue<string?>("EngineSkip");
    }

    /// <inheritdoc/>
    protected override string GetSkipReason(IAttributeInfo factAttribute) => _skip ?? base.GetSkipReason(factAttribute);
}
