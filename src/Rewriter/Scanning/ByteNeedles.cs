using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Rewriter.Scanning;

/// <summary>
/// Texts to be found in bytes, all at once. Three neighbouring bytes of each, the rarest it has, are looked up for 32
/// places at a time in tables of half-bytes; a place that passes is compared in full. Without the instructions for it
/// each text is searched on its own.
/// </summary>
public sealed class ByteNeedles
{
    private const int Window = 3;
    private const int Buckets = 8;

    private readonly byte[][] _needles;
    private readonly int[] _offsets;
    private readonly int[][] _buckets;
    private readonly Vector256<byte>[] _low = new Vector256<byte>[Window];
    private readonly Vector256<byte>[] _high = new Vector256<byte>[Window];

    /// <summary>Takes texts, which are looked for in UTF-8, byte for byte.</summary>
    /// <exception cref="ArgumentException">There is none, or one is empty.</exception>
    public ByteNeedles(IEnumerable<string> texts)
        : this(texts.Select(Encoding.UTF8.GetBytes).ToArray())
    {
    }

    private ByteNeedles(byte[][] needles)
    {
        if (needles.Length == 0 || needles.Any(n => n.Length == 0)) throw new ArgumentException("There is nothing to look for.", nameof(needles));
        _needles = needles;
        _offsets = Array.ConvertAll(needles, RarestWindow);
        _buckets = Distribute();
        BuildTables();
    }

    /// <summary>True where one of the texts stands in the bytes.</summary>
    public bool IsIn(ReadOnlySpan<byte> bytes) =>
        FileBuffer.HasWideMark(bytes) ? IsInNarrow(Narrow(bytes)) : IsInNarrow(bytes);

    private bool IsInNarrow(ReadOnlySpan<byte> bytes) =>
        Avx2.IsSupported && bytes.Length >= Vector256<byte>.Count + Window ? SearchWide(bytes) : SearchEach(bytes);

    /// <summary>One search a text: right on every machine, and fast enough for short inputs.</summary>
    internal bool SearchEach(ReadOnlySpan<byte> bytes)
    {
        foreach (var needle in _needles)
        {
            if (bytes.IndexOf(needle) >= 0) return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SearchWide(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(bytes);
        var nibble = Vector256.Create((byte)0x0F);
        var (low0, low1, low2) = (_low[0], _low[1], _low[2]);
        var (high0, high1, high2) = (_high[0], _high[1], _high[2]);
        var last = bytes.Length - Vector256<byte>.Count - (Window - 1);
        for (var i = 0; ; i += Vector256<byte>.Count)
        {
            // The last block overlaps the one before, so that nothing is left for another loop.
            if (i > last) i = last;
            var found = Lookup(Vector256.LoadUnsafe(ref start, (nuint)i), low0, high0, nibble)
                & Lookup(Vector256.LoadUnsafe(ref start, (nuint)i + 1), low1, high1, nibble)
                & Lookup(Vector256.LoadUnsafe(ref start, (nuint)i + 2), low2, high2, nibble);
            if (found != Vector256<byte>.Zero && Confirm(bytes, i, found)) return true;
            if (i == last) return EndsShort(bytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lookup(Vector256<byte> bytes, Vector256<byte> low, Vector256<byte> high, Vector256<byte> nibble) =>
        Avx2.Shuffle(low, bytes & nibble) & Avx2.Shuffle(high, Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble);

    private bool Confirm(ReadOnlySpan<byte> bytes, int at, Vector256<byte> found)
    {
        var places = ~Vector256.Equals(found, Vector256<byte>.Zero).ExtractMostSignificantBits();
        while (places != 0)
        {
            var place = System.Numerics.BitOperations.TrailingZeroCount(places);
            places &= places - 1;
            for (int bits = found.GetElement(place); bits != 0; bits &= bits - 1)
            {
                foreach (var index in _buckets[System.Numerics.BitOperations.TrailingZeroCount(bits)])
                {
                    var start = at + place - _offsets[index];
                    if (start >= 0 && bytes[start..].StartsWith(_needles[index])) return true;
                }
            }
        }

        return false;
    }

    /// <summary>Texts shorter than a window may stand in the last bytes, where no whole window begins.</summary>
    private bool EndsShort(ReadOnlySpan<byte> bytes)
    {
        foreach (var needle in _needles)
        {
            if (needle.Length < Window && bytes[^(Window - 1 + needle.Length)..].IndexOf(needle) >= 0) return true;
        }

        return false;
    }

    /// <summary>Texts whose windows are alike share a bucket, so that few places pass for the wrong reason.</summary>
    private int[][] Distribute()
    {
        // The window's bytes and the needle's number in one key. They are few, and a sort of the base library over
        // numbers of this size would be compiled while the command runs.
        var order = new long[_needles.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var key = ((long)WindowOf(i, 0) << 48) | ((long)WindowOf(i, 1) << 40) | ((long)WindowOf(i, 2) << 32) | (uint)i;
            var at = i;
            for (; at > 0 && order[at - 1] > key; at--) order[at] = order[at - 1];
            order[at] = key;
        }

        var buckets = new int[Buckets][];
        for (var b = 0; b < Buckets; b++)
        {
            var from = (int)((long)b * order.Length / Buckets);
            var to = (int)((long)(b + 1) * order.Length / Buckets);
            buckets[b] = new int[to - from];
            for (var i = from; i < to; i++) buckets[b][i - from] = (int)order[i];
        }

        return buckets;
    }

    private int WindowOf(int needle, int place) => _offsets[needle] + place < _needles[needle].Length ? _needles[needle][_offsets[needle] + place] : 0;

    private void BuildTables()
    {
        Span<byte> low = stackalloc byte[16];
        Span<byte> high = stackalloc byte[16];
        for (var place = 0; place < Window; place++)
        {
            low.Clear();
            high.Clear();
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                var bit = (byte)(1 << bucket);
                foreach (var needle in _buckets[bucket]) Mark(needle, place, bit, low, high);
            }

            _low[place] = Vector256.Create(Vector128.Create<byte>(low), Vector128.Create<byte>(low));
            _high[place] = Vector256.Create(Vector128.Create<byte>(high), Vector128.Create<byte>(high));
        }
    }

    private void Mark(int needle, int place, byte bit, Span<byte> low, Span<byte> high)
    {
        if (_offsets[needle] + place < _needles[needle].Length)
        {
            var value = _needles[needle][_offsets[needle] + place];
            low[value & 15] |= bit;
            high[value >> 4] |= bit;
            return;
        }

        // Shorter than the window: anything may follow.
        for (var i = 0; i < 16; i++)
        {
            low[i] |= bit;
            high[i] |= bit;
        }
    }

    private static int RarestWindow(byte[] needle)
    {
        var (best, cost) = (0, int.MaxValue);
        for (var i = 0; i + Window <= needle.Length; i++)
        {
            var sum = Commonness(needle[i]) + Commonness(needle[i + 1]) + Commonness(needle[i + 2]);
            if (sum < cost) (best, cost) = (i, sum);
        }

        return best;
    }

    /// <summary>How often a byte stands in source text, roughly, from 0 to 9.</summary>
    private static int Commonness(byte value) => (char)value switch
    {
        ' ' or 'e' => 9,
        't' or 'a' or 'o' or 'i' or 'n' or 's' or 'r' => 8,
        'l' or 'c' or 'd' or 'm' or 'p' or 'u' => 6,
        'g' or 'f' or 'h' or 'b' or '-' or '_' or '.' or '/' or '"' => 5,
        'y' or 'v' or 'w' or 'k' => 3,
        >= '0' and <= '9' => 4,
        'x' or 'q' or 'j' or 'z' => 1,
        >= 'A' and <= 'Z' => 2,
        _ => 3,
    };

    /// <summary>UTF-16 text in UTF-8.</summary>
    private static byte[] Narrow(ReadOnlySpan<byte> bytes) =>
        Encoding.Convert(bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, Encoding.UTF8, bytes[2..].ToArray());
}
