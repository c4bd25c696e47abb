using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Modelyard.Gateway;

/// <summary>
/// Has the web server read from sockets in larger pieces than its 4 KB: prompts are often hundreds of kilobytes, and each piece costs a call
/// into the kernel. A connection holds no buffer while it waits.
/// </summary>
internal sealed class LargeBlocks : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        private const int BlockSize = 32 * 1024;

        public override int MaxBufferSize => Shared.MaxBufferSize;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => Shared.Rent(Math.Max(minBufferSize, BlockSize));

        protected override void Dispose(bool disposing)
        {
            // What it lends belongs to all.
        }
    }
}
