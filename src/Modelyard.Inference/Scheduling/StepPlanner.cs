namespace Modelyard.Inference;

/// <summary>
/// Fills one batch: first a token for everyone who is generating, then prompts in equal shares, so that neither a long prompt
/// halts the others' streams nor a short prompt waits for a long one to be read.
/// </summary>
internal static class StepPlanner
{
    /// <summary>Whether the batch has parts of prompts in it.</summary>
    internal static bool Plan(List<Slot> active, LlamaBatchHandle batch)
    {
        batch.Clear();
        var prompts = 0;
        foreach (var slot in active)
        {
            slot.InBatch = 0;
            slot.OutputIndex = -1;
            if (slot.Pending == 1)
            {
                Add(slot, 1, batch);
            }
            else
            {
                prompts++;
            }
        }

        // Whoever needs less than an equal share leaves the rest to the others: hence shortest first, without sorting.
        var readsPrompts = prompts > 0;
        var room = batch.Capacity - batch.Count;
        while (prompts > 0 && room > 0)
        {
            var share = Math.Max(1, room / prompts);
            var shortest = Shortest(active);
            if (shortest is null)
            {
                break;
            }

            var take = Math.Min(shortest.Pending, share);
            Add(shortest, take, batch);
            room -= take;
            prompts--;
        }

        return readsPrompts;
    }

    private static Slot? Shortest(List<Slot> active)
    {
        Slot? shortest = null;
        foreach (var slot in active)
        {
            if (slot.InBatch == 0 && (shortest is null || slot.Pending < shortest.Pending))
            {
                shortest = slot;
            }
        }

        return shortest;
    }

    private static void Add(Slot slot, int count, LlamaBatchHandle batch)
    {
        var tokens = slot.Active!.Tokens;
        var start = slot.Cached.Count;
        for (var position = start; position < start + count; position++)
        {
            var last = position == tokens.Count - 1;
            var index = batch.Add(tokens[position], position, slot.Sequence, last);
            slot.OutputIndex = last ? index : -1;
        }

        slot.InBatch = count;
    }
}
