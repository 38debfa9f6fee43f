using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rewriter.Syntax;

/// <summary>
/// What is known of names. Most texts are one line of a recipe and have a few names; a list serves these without the
/// cost of a table, which only longer texts get. The table's own hash looks at a few characters; names made to meet in
/// one place of it are told apart by the hash of strings instead, which nobody can foresee.
/// </summary>
internal sealed class NameTable<T>
    where T : KnownName
{
    private const int MaxList = 6;
    private const int FirstSize = 64;
    private const int MaxChain = 16;
    private KnownName? _list;
    private Slot[]? _slots;
    private int _count;
    private bool _isAttacked;

    /// <summary>What is known of a name; null for nothing.</summary>
    public T? Find(ReadOnlySpan<char> name)
    {
        for (var known = _slots is null ? _list : _slots[SlotOf(name)].First; known is not null; known = known.Next)
        {
            if (name.SequenceEqual(known.Name)) return Unsafe.As<T>(known);
        }

        return null;
    }

    /// <summary>Notes down what is known of a name that was not found.</summary>
    public T Add(T known)
    {
        if (_slots is null && _count < MaxList)
        {
            known.Next = _list;
            _list = known;
            _count++;
            return known;
        }

        if (_slots is null || _count >= _slots.Length) Resize(_slots is null ? FirstSize : _slots.Length * 4);
        if (Put(known) > MaxChain && !_isAttacked)
        {
            _isAttacked = true;
            Resize(_slots!.Length);
        }

        _count++;
        return known;
    }

    /// <summary>Puts a name into its place; gives how many others it has to pass there.</summary>
    private int Put(KnownName known)
    {
        ref var slot = ref _slots![SlotOf(known.Name)];
        var others = 0;
        for (var other = slot.First; other is not null; other = other.Next) others++;
        known.Next = slot.First;
        slot.First = known;
        return others;
    }

    private void Resize(int size)
    {
        var old = _slots ?? [new Slot { First = _list }];
        (_slots, _list) = (new Slot[size], null);
        foreach (var slot in old)
        {
            for (var known = slot.First; known is not null;)
            {
                var next = known.Next;
                Put(known);
                known = next;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ReadOnlySpan<char> name) => (_isAttacked ? string.GetHashCode(name) : HashOf(name)) & (_slots!.Length - 1);

    /// <summary>Mixes the length with the first, the last and the middle characters: all of them for a name of up to twelve.</summary>
    private static int HashOf(ReadOnlySpan<char> name)
    {
        var length = name.Length;
        if (length < 4) return length == 0 ? 0 : (name[0] * 31) + (name[length / 2] * 17) + (name[^1] * 7);
        var bytes = MemoryMarshal.AsBytes(name);
        var mixed = (MemoryMarshal.Read<ulong>(bytes) * 0x9E3779B97F4A7C15) ^ (MemoryMarshal.Read<ulong>(bytes[^8..]) * 0xC2B2AE3D27D4EB4F);
        if (length > 8) mixed ^= MemoryMarshal.Read<ulong>(bytes[(((length / 2) - 2) * 2)..]) * 0x165667B19E3779F9;

        // The last character of each four is in the upper bits alone so far.
        return (int)(((mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93) >> 32) + length;
    }

    private struct Slot
    {
        public KnownName? First;
    }
}
