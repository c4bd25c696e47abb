using System.Numerics;

namespace Modelyard.Ledger.Tests.Limits;

public sealed class TokenBucketTests
{
    [Fact]
    public void Bucket_BeginsFull_AndRefillsContinuously()
    {
        var bucket = new TokenBucket(60, 0);
        bucket.Take(60);
        bucket.Remaining.ShouldBe(0);
        bucket.TimeUntil(1).ShouldBe(TimeSpan.FromSeconds(1));
        bucket.TimeUntilFull().ShouldBe(TimeSpan.FromMinutes(1));

        bucket.Refill(TimeSpan.FromSeconds(1).Ticks - 1);
        bucket.Remaining.ShouldBe(0);
        bucket.Refill(TimeSpan.FromSeconds(1).Ticks);
        bucket.Remaining.ShouldBe(1);
        bucket.Refill(TimeSpan.FromHours(1).Ticks);
        bucket.Remaining.ShouldBe(60, "it holds no more than a minute's worth");
    }

    [Fact]
    public void Bucket_LookedAtAllTheTime_LosesNothingToRounding()
    {
        var bucket = new TokenBucket(7, 0);
        bucket.Take(7);
        for (var tick = 1L; tick <= 1_000_000; tick++)
        {
            bucket.Refill(tick * 300);
        }

        // Half a minute: three and a half.
        bucket.Remaining.ShouldBe(3);
        bucket.TimeUntil(4).ShouldBe(TimeSpan.FromTicks((TimeSpan.TicksPerMinute / 14) + 1));
    }

    [Fact]
    public void Wait_IsTheTrueTimeLeft_NotATickLonger()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var bucket = new TokenBucket(random.Next(1, 100_000), 0);
            var amount = random.NextInt64(1, bucket.PerMinute + 1);
            bucket.Take(random.NextInt64(1, 3 * bucket.PerMinute));
            var wait = bucket.TimeUntil(amount).Ticks;
            if (wait > 0)
            {
                bucket.Refill(wait - 1);
                bucket.TimeUntil(amount).ShouldBe(TimeSpan.FromTicks(1));
                bucket.Refill(wait);
            }

            bucket.TimeUntil(amount).ShouldBe(TimeSpan.Zero);
        }
    }

    [Fact]
    public void Bucket_AgreesWithExactArithmetic()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var perMinute = random.NextInt64(1, round % 2 == 0 ? 1000 : TokenBucket.Most / 100);
            var bucket = new TokenBucket(perMinute, 0);
            BigInteger capacity = (BigInteger)perMinute * TimeSpan.TicksPerMinute, level = capacity;
            long now = 0;
            for (var step = 0; step < 200; step++)
            {
                var elapsed = random.NextInt64(0, TimeSpan.TicksPerMinute / 10);
                now += elapsed;
                level = BigInteger.Min(capacity, level + ((BigInteger)elapsed * perMinute));
                bucket.Refill(now);
                var amount = random.NextInt64(-perMinute / 10, (perMinute / 4) + 1);
                level = BigInteger.Min(capacity, level - ((BigInteger)amount * TimeSpan.TicksPerMinute));
                bucket.Take(amount);
                bucket.Remaining.ShouldBe((long)(BigInteger.Max(0, level) / TimeSpan.TicksPerMinute));
            }
        }
    }

    [Fact]
    public void Overdraft_IsMadeGoodFirst_AndIsBounded()
    {
        var bucket = new TokenBucket(100, 0);
        bucket.Take(150);
        bucket.Remaining.ShouldBe(0);
        bucket.TimeUntil(1).ShouldBe(TimeSpan.FromSeconds(30.6));

        bucket.Take(long.MaxValue);
        bucket.TimeUntil(1).ShouldBeLessThan(TimeSpan.FromMinutes(61));
        var large = new TokenBucket(TokenBucket.Most, 0);
        large.Take(long.MaxValue);
        large.TimeUntilFull().ShouldBeGreaterThan(TimeSpan.FromMinutes(1));
        large.Take(long.MinValue + 1);
        large.Remaining.ShouldBe(TokenBucket.Most);
    }

    [Fact]
    public void Resize_KeepsWhatWasTaken()
    {
        var bucket = new TokenBucket(100, 0);
        bucket.Take(30);
        bucket.Resize(200, 0);
        bucket.Remaining.ShouldBe(170);
        bucket.Resize(20, 0);
        bucket.Remaining.ShouldBe(0);
        bucket.TimeUntil(1).ShouldBe(TimeSpan.FromSeconds(3), "nobody is made to pay for what was allowed then");
    }
}
