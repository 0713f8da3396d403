package import Kernel

/// What the proof says to whoever runs it.
package enum ProvingText {
    package static func progress(_ done: Int, of all: Int) -> Text {
        Text("已检查 {n}/{all} 项", "{n} of {all} things tried").filled(["n": String(done), "all": String(all)])
    }

    package static func tried(_ proof: Proof) -> Text {
        Text(
            "{things} 件事和事项，{pairs} 个（事项，情形）组合，{subjects} 种持有情况，{lists} 份清单",
            "{things} things and items, {pairs} (thing, situation) pairs, {subjects} patterns of holdings, {lists} checklists"
        ).filled([
            "things": String(proof.things.count), "pairs": String(proof.pairs), "subjects": String(proof.subjects),
            "lists": String(proof.checklists),
        ])
    }

    package static func facts(_ proof: Proof) -> Text {
        Text(
            "填写项：需要 {all} 项次，只问 {n} 项次；预填 {percent}%，不计须由本人作出的 {own} 项次为 {others}%（各事项平均 {things}%），再不计没有来源保存的 {new} 项次为 {kept}%",
            "Facts: {n} of {all} were asked; {percent} % were filled in, {others} % without the {own} that must be one's own word ({things} % in the mean of the things), {kept} % without the {new} that no source keeps, too"
        ).filled([
            "all": String(proof.facts.whole), "n": String(proof.facts.part), "percent": tenths(proof.prefilled),
            "own": String(proof.ownWords), "others": tenths(proof.prefilledOfOthers), "new": String(proof.unkept),
            "kept": tenths(proof.prefilledOfKept), "things": tenths(proof.prefilledOfThings),
        ])
    }

    package static func papers(_ proof: Proof) -> Text {
        Text(
            "材料：需要 {all} 份次，只要 {n} 份次；除依法收回的原件外，{share}% 的（事项，情形）组合一份也不用交（{part}/{whole}），作出所给的承诺的为 {promised}%，{own}% 至多交自己编写的",
            "Documents: {n} of {all} were asked for; none but originals that the law takes back in {share} % of the (thing, situation) pairs ({part} of {whole}), in {promised} % where the promises offered are made, none but one's own drafts in {own} %"
        ).filled([
            "all": String(proof.papers.whole), "n": String(proof.papers.part), "share": tenths(proof.paperlessSituations),
            "own": tenths(proof.prooflessSituations), "promised": tenths(proof.promisedSituations),
            "part": String(proof.paperlessSituations.part), "whole": String(proof.paperlessSituations.whole),
        ])
    }

    static let silent = Text("停机", "It does not answer")
    package static func silenced(_ sources: [Text]) -> Text {
        Text("“{source}”不应答时：", "With “{source}” not answering:").filled([
            "source": Text(sources.map(\.zh).joined(separator: "、"), sources.map(\.en).joined(separator: ", "))
        ])
    }
    package static func delayed(_ sources: [Text]) -> Text {
        Text("“{source}”久未更新时：", "With “{source}” no longer renewed:").filled([
            "source": Text(sources.map(\.zh).joined(separator: "、"), sources.map(\.en).joined(separator: ", "))
        ])
    }
    package static let excused = Text("有理由而问的：", "Asked with a reason:")
    package static let violations = Text("来源已有却仍然问了的：", "Asked although a source held it:")
    package static let proven = Text("没有问过任何一个来源已经有的内容", "Nothing was asked that a source held")
    package static func unproven(_ count: Int) -> Text {
        Text("{n} 处违反最少询问", "{n} findings against the least that must be asked").filled(["n": String(count)])
    }
    package static func nobody(_ things: [String]) -> Text {
        Text("演示城市中没有人符合条件：{list}", "Nobody in the demo city qualifies for: {list}").filled(["list": things.joined(separator: ", ")])
    }

    package static func excuse(_ excuse: Excuse) -> Text {
        switch excuse {
        case .unheld: Text("来源中没有这个人的记载", "the sources have no record of it")
        case .unkept: Text("没有来源保存这类内容，办事时才产生", "no source keeps it: it comes into being with the application")
        case .never: Text("须由本人当次作出", "must be one's own word each time")
        case .late: Text("来源久未更新，请本人看一看", "the source is no longer renewed: to be looked at")
        case .differs: Text("来源之间不一致", "sources differ")
        case .unreadable: Text("来源的内容无法识别", "what the source holds cannot be read")
        case .unavailable: Text("来源暂时查不到", "the source did not answer")
        case .refused: Text("来源不予共享", "its keeper does not share it")
        case .original: Text("依法须交回原件", "the law wants the original handed back")
        }
    }

    package static func line(_ violation: ThingProof.Violation, of thing: String) -> Text {
        let place = "\(thing) · \(violation.subject) · \(violation.situation)"
        let what = sentence(violation.finding)
        return Text("\(what.zh)（\(violation.count) 次，例如 \(place)）", "\(what.en) (\(violation.count) times, such as \(place))")
    }

    private static func sentence(_ finding: Finding) -> Text {
        switch finding {
        case .asked(let subject, let source): Text("\(subject.label)：\(source) 已有", "\(subject.label): \(source) holds it")
        case .needless(let subject):
            Text("\(subject.label)：按登记并不需要", "\(subject.label): by the registers it is not needed")
        case .answered(let code): Text("question:\(code)：登记已能回答", "question:\(code): the registers answer it")
        case .filledIn(let field): Text("field:\(field)：不得预填", "field:\(field): may not be filled in")
        case .taken(let field, let source):
            Text("field:\(field)：\(source) 久未更新，却没有请本人看", "field:\(field): \(source) is no longer renewed, and nobody was told to look")
        case .invented(let field, let source):
            Text("field:\(field)：\(source) 中没有这个值", "field:\(field): \(source) does not say so")
        case .lawless(let material): Text("material:\(material)：没有法律依据", "material:\(material): no law asks for it")
        case .unproven(let material): Text("material:\(material)：免交了，但没有来源能证明", "material:\(material): waived, and nothing shows it")
        }
    }

    /// With one decimal, rounded down: nearly all is not all.
    private static func tenths(_ share: Share) -> String { tenths(share.percent) }

    private static func tenths(_ percent: Double) -> String {
        let tenths = Int(percent * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
