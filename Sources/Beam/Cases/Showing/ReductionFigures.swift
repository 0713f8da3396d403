package import Catalogue
package import Kernel
package import Web

extension Reductions {
    /// The four that cost a person most as four large numbers, as guides, forms and trials of drafts show them.
    package func numbers(_ language: Language) -> HTML {
        func figure(_ count: Count, _ unit: Text) -> Components.Figure {
            Components.Figure(String(count.now), before: count.before.map(String.init), unit: unit)
        }
        return Components.fourNumbers(
            [
                figure(
                    materials,
                    deferred > 0 ? ReductionText.materialsLater(materials.now, deferred) : ReductionText.materials(materials.now)),
                figure(fields, ReductionText.fields(fields.now)), figure(days, ReductionText.days(days.now)),
                figure(trips, ReductionText.trips(trips.now)),
            ], language)
    }

    /// What else became less, in a sentence: certificates among the papers, and steps; nil where nobody counted and nothing is asked.
    package var others: Text? {
        let sentences = [
            certificates.now > 0 || certificates.before ?? 0 > 0 ? ReductionText.certificates(certificates) : nil,
            steps.before == nil ? nil : ReductionText.steps(steps),
        ].compactMap(\.self)
        return sentences.isEmpty ? nil : Text(sentences.map(\.zh).joined(), sentences.map(\.en).joined(separator: " "))
    }

    /// Whether any of them is another than it was.
    package var hasFewer: Bool { [materials, fields, days, trips].contains { count in count.before.map { $0 != count.now } ?? false } }
}

/// The words of the four reductions.
enum ReductionText {
    static func materials(_ count: Int) -> Text { Text("份材料", count == 1 ? "document" : "documents") }
    static func materialsLater(_ count: Int, _ later: Int) -> Text {
        Text("份材料（其中 \(later) 份后交）", "\(count == 1 ? "document" : "documents"), \(later) of them later")
    }
    static func fields(_ count: Int) -> Text { Text("个要填的空", count == 1 ? "box to fill in" : "boxes to fill in") }
    static func days(_ count: Int) -> Text { Text("个工作日", count == 1 ? "working day" : "working days") }
    static func trips(_ count: Int) -> Text { Text("次跑动", count == 1 ? "trip" : "trips") }

    static func certificates(_ count: Reductions.Count) -> Text {
        let before = formerly(count)
        return Text("其中证明 \(count.now) 份\(before.zh)。", "Certificates among the documents: \(count.now)\(before.en).")
    }
    static func steps(_ count: Reductions.Count) -> Text {
        let before = formerly(count)
        return Text("要走 \(count.now) 个环节\(before.zh)。", "Steps to take: \(count.now)\(before.en).")
    }
    private static func formerly(_ count: Reductions.Count) -> Text {
        guard let before = count.before, before != count.now else { return Text(same: "") }
        return Text("（原来 \(before)）", " (formerly \(before))")
    }
}
