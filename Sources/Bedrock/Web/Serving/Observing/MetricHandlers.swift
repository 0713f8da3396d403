import Metrics
import Synchronization

/// A metric's name and labels as Prometheus writes them.
struct MetricKey: Hashable, Comparable, Sendable {
    let name: String
    let pairs: [String]

    init(_ label: String, _ dimensions: [(String, String)]) {
        name = MetricKey.name(label)
        pairs = dimensions.map { "\(MetricKey.name($0.0))=\"\(MetricKey.escaped($0.1))\"" }
    }

    static func < (a: MetricKey, b: MetricKey) -> Bool { (a.name, a.pairs.joined()) < (b.name, b.pairs.joined()) }

    func labels(_ more: String...) -> String {
        let all = pairs + more
        return all.isEmpty ? "" : "{" + all.joined(separator: ",") + "}"
    }

    /// Letters, digits and `_`; everything else becomes `_`.
    static func name(_ label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") ? $0 : "_" })
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    static func number(_ value: Double) -> String { value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value) }
}

final class CountingHandler: CounterHandler, Sendable {
    private let count = Atomic<Int64>(0)

    var value: Int64 { count.load(ordering: .relaxed) }
    func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }
}

final class GaugeHandler: MeterHandler, RecorderHandler, Sendable {
    private let state = Mutex(0.0)

    var value: Double { state.withLock { $0 } }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { state.withLock { $0 = value } }
    func increment(by amount: Double) { state.withLock { $0 += amount } }
    func decrement(by amount: Double) { state.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
}

/// Counts values in buckets. One lock a metric; a request touches one or two of them.
final class HistogramHandler: TimerHandler, RecorderHandler, Sendable {
    static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    static let sizes = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000.0]

    private struct State: Sendable {
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    func lines(_ key: MetricKey) -> [String] {
        let now = state.withLock { $0 }
        var total: UInt64 = 0
        var lines: [String] = []
        for (count, bound) in zip(now.counts, bounds.map { MetricKey.number($0) } + ["+Inf"]) {
            total += count
            lines.append("\(key.name)_bucket\(key.labels("le=\"\(bound)\"")) \(total)")
        }
        return lines + ["\(key.name)_sum\(key.labels()) \(now.sum)", "\(key.name)_count\(key.labels()) \(total)"]
    }
}
