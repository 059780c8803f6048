namespace FunctionApp.Core.Analytics.Queries.Sessions;

/// <summary>Cuts the events of subjects into sessions. Exact.</summary>
internal static class Sessionizer
{
    /// <summary>Sums up the sessions that begin in a range.</summary>
    /// <remarks>
    /// A session belongs to where it begins. Give the events of one timeout before the range too: they tell which sessions were under way.
    /// A session that goes on after the events end is cut there.
    /// </remarks>
    /// <param name="events">In any order; sorted in place.</param>
    /// <param name="timeout">The longest gap inside a session, in ticks.</param>
    /// <param name="from">Sessions that began before this are not counted, in ticks of UTC.</param>
    public static SessionSummary Summarize(Span<SubjectEvent> events, long timeout, long from)
    {
        events.Sort(BySubjectThenTime);
        var durations = new List<long>();
        long subjects = 0, counted = 0, bounces = 0, ticks = 0;
        ulong? lastSubject = null;
        for (var first = 0; first < events.Length;)
        {
            var next = first + 1;
            while (next < events.Length && events[next].Subject == events[first].Subject && events[next].Ticks - events[next - 1].Ticks <= timeout)
            {
                next++;
            }

            if (events[first].Ticks >= from)
            {
                var duration = events[next - 1].Ticks - events[first].Ticks;
                durations.Add(duration);
                ticks += duration;
                counted += next - first;
                bounces += next - first == 1 ? 1 : 0;
                subjects += lastSubject == events[first].Subject ? 0 : 1;
                lastSubject = events[first].Subject;
            }

            first = next;
        }

        durations.Sort();
        return new()
        {
            Sessions = durations.Count,
            Subjects = subjects,
            Events = counted,
            Bounces = bounces,
            BounceRate = PerSession(bounces),
            EventsPerSession = PerSession(counted),
            MeanSeconds = PerSession(ticks) / TimeSpan.TicksPerSecond,
            P50Seconds = Percentile(50),
            P95Seconds = Percentile(95),
            P99Seconds = Percentile(99),
        };

        double? PerSession(long sum) => durations.Count == 0 ? null : (double)sum / durations.Count;

        // The nearest rank: the smallest duration that so many per cent of the sessions do not exceed.
        double? Percentile(int percent) => durations.Count == 0
            ? null
            : (double)durations[(int)((((long)durations.Count * percent) + 99) / 100) - 1] / TimeSpan.TicksPerSecond;
    }

    private static int BySubjectThenTime(SubjectEvent x, SubjectEvent y)
        => x.Subject != y.Subject ? x.Subject.CompareTo(y.Subject) : x.Ticks.CompareTo(y.Ticks);
}
