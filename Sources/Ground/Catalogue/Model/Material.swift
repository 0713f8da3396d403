package import Kernel
package import Rules

/// 申请材料: a document asked for, with the law that allows asking. A class: it is large, and checklists go through all of them many times.
package final class Material: Sendable {
    /// 材料类型
    package enum Form: String, Sendable, Hashable, CaseIterable { case original, copy, both, electronic }

    /// 材料必要性: needed, needed in some situations (`when`), or to follow later (容缺后补).
    package enum Need: String, Sendable, Hashable, CaseIterable { case required, conditional, later }

    /// 材料形式
    package enum Medium: String, Sendable, Hashable, CaseIterable { case paper, electronic, either }

    /// 来源渠道
    package enum Origin: String, Sendable, Hashable, CaseIterable { case applicant, government, other }

    /// What makes the document unnecessary.
    package enum Proof: Sendable, Hashable {
        /// A licence of that type held by that role, valid today.
        case licence(String, role: String)
        /// A record of that resource about that role.
        case resource(String, role: String)
        /// What another item of the same application, or an earlier decision on it, yields.
        case result(item: String)
    }

    package let code: String
    package let name: Text
    package let form: Form
    package let copies: Int
    package let need: Need
    package let when: Rules.Expression?
    package let bases: [LegalBasis]
    package let from: Origin
    package let issuer: String?
    package let satisfiedBy: [Proof]
    /// The original is to be handed in (and cancelled): holding it does not waive it.
    package let returnsOriginal: Bool
    package let sample: Text?
    /// Kinds of files, by extension.
    package let accept: [String]
    package let maxMegabytes: Int
    package let note: Text?
    package let medium: Medium
    /// 纸质规格
    package let size: String?
    /// 出具时间要求
    package let issuedWithin: Text?
    /// A signed promise may stand for it (告知承诺).
    package let takesCommitment: Bool
    /// The words of that promise; nil where it is given on paper only.
    package let promise: CertificatePromise?
    /// How it may follow later (容缺后补); nil where it may not.
    package let deferral: MaterialDeferral?
    /// How the platform writes it for the applicant (系统代写); nil where they bring it.
    package let composed: Composition?
    /// 证明事项: stated, or because it is called a proof, whoever has to get it.
    package let isCertificate: Bool
    /// 空白表格
    package let blank: Text?
    /// 填报须知
    package let filling: Text?
    /// 受理标准
    package let standard: Text?
    /// 材料办理说明: how and where one gets it.
    package let obtaining: Text?
    /// 材料使用说明: what it is used for, and what becomes of it.
    package let usage: Text?

    init(_ entry: Entry) {
        code = entry.slug("code")
        name = entry.text("name")
        form = entry.optionalOneOf("form") ?? .electronic
        copies = entry.optionalInt("copies") ?? 1
        need = entry.optionalOneOf("need") ?? .required
        when = entry.expression("when")
        bases = LegalBasis.list(entry)
        from = entry.optionalOneOf("from") ?? .applicant
        issuer = entry.optionalString("issuer")
        satisfiedBy = entry.entries("satisfiedBy", Proof.init).compactMap(\.self)
        returnsOriginal = entry.bool("returnsOriginal", default: false)
        sample = entry.optionalText("sample")
        accept = entry.strings("accept", default: ["pdf", "jpg", "png"])
        maxMegabytes = entry.optionalInt("maxMegabytes") ?? 10
        note = entry.optionalText("note")
        medium = entry.optionalOneOf("format") ?? (form == .electronic ? .electronic : .either)
        size = entry.optionalString("size")
        issuedWithin = entry.optionalText("issuedWithin")
        promise = entry.entry("promise", CertificatePromise.init)
        deferral = entry.entry("deferral", MaterialDeferral.init)
        composed = entry.entry("composed", Composition.init)
        takesCommitment = entry.bool("commitment", default: false) || promise != nil
        isCertificate = entry.optionalBool("certificate") ?? name.zh.contains("证明")
        blank = entry.optionalText("blank")
        filling = entry.optionalText("filling")
        standard = entry.optionalText("standard")
        obtaining = entry.optionalText("obtaining")
        usage = entry.optionalText("usage")
    }
}

extension ServiceItem {
    /// The material of that code.
    package func material(_ code: String) -> Material? { materials.first { $0.code == code } }

    /// What it is called; its code where the item has none of that code.
    package func materialName(_ code: String) -> Text { material(code)?.name ?? Text(same: code) }
}

extension Material {
    /// Every condition on which it hangs, besides whether it is needed.
    var conditionsOfComposing: [Rules.Expression?] { composed.map { [$0.when] + $0.paragraphs.map(\.when) } ?? [] }
}

extension Material.Proof {
    init?(_ entry: Entry) {
        let licence = entry.optionalString("licence")
        let resource = entry.optionalString("resource")
        let result = entry.optionalString("result")
        let role = entry.optionalString("role")
        switch (licence, resource, result) {
        case (let licence?, nil, nil): self = .licence(licence, role: role ?? "applicant")
        case (nil, let resource?, nil): self = .resource(resource, role: role ?? "applicant")
        case (nil, nil, let result?): self = .result(item: result)
        default:
            entry.reject(nil, code: "shape", FindingText.proofShape)
            return nil
        }
    }
}
