namespace Rewriter.Naming;

/// <summary>How the words of a name are put together.</summary>
public enum SpellingKind
{
    /// <summary>The very text of the pair.</summary>
    Written,

    /// <summary><c>order-flow</c>.</summary>
    Kebab,

    /// <summary><c>order_flow</c>.</summary>
    Snake,

    /// <summary><c>ORDER_FLOW</c>.</summary>
    ScreamingSnake,

    /// <summary><c>ORDER-FLOW</c>.</summary>
    ScreamingKebab,

    /// <summary><c>orderFlow</c>.</summary>
    Camel,

    /// <summary><c>OrderFlow</c>.</summary>
    Pascal,

    /// <summary><c>orderflow</c>.</summary>
    Flat,

    /// <summary><c>ORDERFLOW</c>.</summary>
    FlatUpper,

    /// <summary><c>order.flow</c>.</summary>
    Dotted,

    /// <summary><c>order flow</c>.</summary>
    Words,

    /// <summary><c>Order Flow</c>.</summary>
    Title,

    /// <summary><c>Order-Flow</c>, <c>Order_Flow</c>, <c>Order.Flow</c>.</summary>
    Train,
}
