import Catalogue
import Kernel
import Rules

/// The same point checked by two departments for the same applicant: within a thing, one finding would serve both.
struct DoubleCheckAnalysis {
    let graph: Graph

    private struct Check {
        let item: ServiceItem
        let point: ReviewPoint
        let place: Int
    }

    func advice() -> [Advice] {
        var found: [String: (subject: [Check], thing: Thing, times: Int)] = [:]
        for thing in graph.things {
            for checks in repeated(in: thing) {
                let key = checks.map { "\($0.item.code)/\($0.point.code)" }.sorted().joined(separator: "~")
                let times = graph.use.applications(thing) + (found[key]?.times ?? 0)
                found[key] = (checks, found[key]?.thing ?? thing, times)
            }
        }
        return found.sorted { $0.key < $1.key }.map { advice($0.value.subject, $0.value.thing, $0.value.times) }
    }

    /// The same condition on the same facts of the same roles, in items of different departments.
    private func repeated(in thing: Thing) -> [[Check]] {
        var bySource: [String: [Check]] = [:]
        for (place, part) in thing.parts.enumerated() {
            for check in graph.items[part.item.code]?.checks ?? [] where !check.elements.isEmpty {
                let names = check.expression.inputs.map(thing.canonical).sorted().joined(separator: " ")
                bySource["\(check.signature) \(names)", default: []].append(Check(item: part.item, point: check.point, place: place))
            }
        }
        return bySource.sorted { $0.key < $1.key }.map(\.value).filter { Set($0.map(\.item.department)).count > 1 }
    }

    /// How often the later checks sent somebody back for what the first had found in order.
    private func additions(_ checks: some Sequence<Check>) -> Int {
        checks.reduce(0) { sum, check in
            let counted = graph.statistics.items[check.item.code]?.supplementPoints ?? [:]
            let points = Set(check.point.evidence).union(check.point.check?.inputs ?? [])
            return sum + counted.filter { points.contains($0.key) }.values.reduce(0, +)
        }
    }

    /// The first in the order of the thing keeps the check.
    private func advice(_ checks: [Check], _ thing: Thing, _ times: Int) -> Advice {
        let ordered = checks.sorted { ($0.place, $0.item.code) < ($1.place, $1.item.code) }
        let first = ordered[0]
        let papers = ordered.dropFirst().reduce(0) { sum, check in
            let shown = check.item.materials.filter { check.point.evidence.contains($0.code) && $0.satisfiedBy.isEmpty }
            return sum + shown.reduce(0) { $0 + graph.use.asked($1, of: check.item.code) }
        }
        let evidence = ordered.map {
            AdviceText.checksPoint(graph.catalogue.departmentShortName($0.item.department), $0.item.name, $0.point.text)
        }
        return Advice(
            .doubleCheck, ordered.map { NodeReference(.item, $0.item.code) } + [NodeReference(.thing, thing.code)], about: first.point.code,
            title: AdviceText.doubleCheck(
                first.point.text,
                Array(Set(ordered.map { graph.catalogue.departmentShortName($0.item.department) })).sorted { $0.zh < $1.zh }),
            evidence: evidence + [
                AdviceText.sameCheck(first.point.check?.source ?? "", thing.name, times),
                AdviceText.aloneToo(ordered.dropFirst().map(\.item.name)),
            ],
            worth: Worth(
                materials: papers, days: graph.use.scaled(additions(ordered.dropFirst()), graph.rates.supplementDays), rates: graph.rates),
            changes: ordered.dropFirst().map { AdviceChange(.item, $0.item.code, .removeReviewPoint($0.point.code)) })
    }
}
