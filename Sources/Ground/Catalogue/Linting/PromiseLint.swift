import Kernel

/// The rules on what an item takes on a promise: papers that follow later, and the approval itself.
struct PromiseLint {
    let lint: Lint
    let item: ServiceItem
    let names: NameLint

    /// 容缺: a paper may follow only with its situations, its words and a period that ends in time.
    func check(_ material: Material, at place: Place) {
        checkComposing(material, at: place / "composed")
        guard let deferral = material.deferral else {
            if material.need == .later { lint.find("deferral", at: place / "need", LintText.laterWithoutTerms(material.name)) }
            return
        }
        let at = place / "deferral"
        names.check(deferral.when, at: at / "when")
        if material.need != .later { lint.find("deferral", at: at, LintText.deferralIdle(material.name)) }
        if deferral.within.count == 0 { lint.find("deferral", at: at / "within", LintText.deferralAtOnce(material.name)) }
        // With a paper still owed the authority cannot decide: it would break its own promise.
        if deferral.before == .decision, let limit = item.limits.promised ?? item.limits.statutory,
            deferral.within.workingDays >= limit.workingDays
        {
            lint.find("deferral", at: at / "within", LintText.deferralTooLong(material.name, deferral.within.text, limit.text))
        }
    }

    /// 系统代写: what the document says has to be on the form or an answer, so that nobody signs an empty place.
    private func checkComposing(_ material: Material, at place: Place) {
        guard let composed = material.composed else { return }
        names.check(composed.when, at: place / "when")
        let known = Set(item.fields.map(\.field) + item.questions.map(\.name) + ["today"])
        for (index, paragraph) in composed.paragraphs.enumerated() {
            names.check(paragraph.when, at: place / "paragraphs" / index / "when")
        }
        for blank in composed.blanks.subtracting(known).sorted() {
            lint.reading.report(
                "composed", at: place, LintText.unknownBlank(blank),
                suggestion: Nearest.to(blank, among: known).map(FindingText.didYouMean))
        }
        if material.from != .applicant || material.returnsOriginal {
            lint.find("composed", at: place, LintText.composedByOthers(material.name))
        }
        if composed.paragraphs.isEmpty { lint.find("composed", at: place / "paragraphs", LintText.composedEmpty(material.name)) }
    }

    /// 审批告知承诺: what is promised is checked afterwards; never where safety, ecology or life are at stake, unless a statute says so.
    func checkApproval(at place: Place) {
        guard let promise = item.approvalPromise else { return }
        let at = place / "approvalPromise"
        names.check(promise.when, at: at / "when")
        if item.features.commitment != .approval { lint.find("approval-promise", at: place / "commitment", LintText.approvalUnstated) }
        if !item.hazards.isEmpty || item.onSiteCheck, promise.bases.isEmpty {
            lint.find("approval-hazard", at: at, LintText.approvalHazard(item.hazards.map(\.name)))
        }
        for (key, limit) in [("within", promise.within), ("mending", promise.mending)] where limit.count == 0 {
            lint.find("approval-promise", at: at / key, LintText.approvalWithoutTime)
        }
        lint.checkDistinct(promise.conditions.map(\.point), at: at / "conditions", key: "point")
        let points = Set(item.reviewPoints.map(\.code))
        for (index, condition) in promise.conditions.enumerated() where !points.contains(condition.point) {
            lint.reading.report(
                "unknown-evidence", at: at / "conditions" / index / "point", LintText.unknownPoint(condition.point),
                suggestion: Nearest.to(condition.point, among: points).map(FindingText.didYouMean))
        }
        let materials = Set(item.materials.map(\.code))
        for code in promise.covers where !materials.contains(code) {
            lint.reading.report(
                "unknown-evidence", at: at / "covers", LintText.unknownEvidence(code),
                suggestion: Nearest.to(code, among: materials).map(FindingText.didYouMean))
        }
    }
}

extension LintText {
    static func laterWithoutTerms(_ name: Text) -> Text {
        Text("材料“\(name.zh)”可以容缺，却没有写情形和补交时限", "“\(name.en)” may follow later, but nothing says when it may and by when")
    }
    static func unknownBlank(_ blank: String) -> Text {
        Text("代写的文书里有 {\(blank)}，表格里没有这一项", "The document written for the applicant has {\(blank)}, which is not on the form")
    }
    static func composedByOthers(_ name: Text) -> Text {
        Text("“\(name.zh)”不是申请人自己出具的，不能代写", "“\(name.en)” is not the applicant’s own and cannot be written for them")
    }
    static func composedEmpty(_ name: Text) -> Text { Text("“\(name.zh)”没有写内容", "“\(name.en)” has no words") }
    static func deferralIdle(_ name: Text) -> Text {
        Text("材料“\(name.zh)”写了容缺的办法，必要性却不是容缺后补", "“\(name.en)” has terms for following later, but its need is another")
    }
    static func deferralAtOnce(_ name: Text) -> Text {
        Text("材料“\(name.zh)”的补交时限是 0，等于不能容缺", "“\(name.en)” would have to follow at once, which is no deferral")
    }
    static func deferralTooLong(_ name: Text, _ within: Text, _ limit: Text) -> Text {
        Text(
            "材料“\(name.zh)”可以在 \(within.zh)内补交，办结时限却是 \(limit.zh)：不等它交来就要决定",
            "“\(name.en)” may follow within \(within.en), but the decision is due within \(limit.en)")
    }
    static let approvalUnstated = Text(
        "写了审批告知承诺，commitment 却不是 approval", "It is granted on a promise, but commitment does not say approval")
    static func approvalHazard(_ hazards: [Text]) -> Text {
        let names = hazards.isEmpty ? Text("现场核查", "an inspection on site") : CatalogueText.list(hazards)
        return Text(
            "事项涉及\(names.zh)，没有法律、法规规定不得告知承诺", "It concerns \(names.en): without a statute that allows it, nothing is granted on a promise")
    }
    static let approvalWithoutTime = Text("核查和整改都要有时限", "Checking and mending both need a period")
    static func unknownPoint(_ code: String) -> Text {
        Text("没有审查要点“\(code)”，承诺了什么就要核查什么", "There is no review point “\(code)”: what is promised has to be checked")
    }
}
