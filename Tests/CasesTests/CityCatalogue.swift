import Catalogue
import Kernel
import Testing

/// A small catalogue for cases: a licence with every step, and a thing of three items that wait for each other.
enum CityCatalogue {
    static let files: [CatalogueLoading.File] = [
        .init("departments.yaml", departments), .init("elements/all.yaml", elements), .init("licence-types.yaml", licenceTypes),
        .init("items/food-permit.yaml", foodPermit), .init("items/residence-proof.yaml", residenceProof), .init("items/card.yaml", card),
        .init("items/insurance.yaml", insurance), .init("items/paid-copy.yaml", paidCopy), .init("items/stall-permit.yaml", stallPermit),
        .init("things/settle-in.yaml", settleIn),
    ]

    static func catalogue(replacing old: String = "", with new: String = "") throws -> Catalogue {
        let files = files.map { old.isEmpty ? $0 : CatalogueLoading.File($0.name, $0.text.replacing(old, with: new)) }
        let loaded = CatalogueLoading.load(files: files)
        return try #require(loaded.catalogue, "\(loaded.findings.map { "\($0.file):\($0.line) \($0.message.en)" })")
    }

    static let departments = """
        - {code: gaj, name: {zh: 公安局, en: Public Security Bureau}, kind: government, uscc: 11310000MAGA00013E, levels: [city, district, street]}
        - {code: scjg, name: {zh: 市场监督管理局, en: Administration for Market Regulation}, kind: government, uscc: 11310000MB2F30661Y, levels: [city, district]}
        """

    static let elements = """
        - {code: person.name, name: {zh: 姓名, en: Name}, type: text, format: person-name, maxLength: 50}
        - {code: person.idNumber, name: {zh: 公民身份号码, en: Identity number}, type: text, format: resident-id, sensitivity: sensitive}
        - {code: person.regionCode, name: {zh: 居住街镇, en: Subdistrict}, type: text, format: region}
        - {code: person.cardNumber, name: {zh: 卡号, en: Card number}, type: text, maxLength: 20}
        - {code: person.consent, name: {zh: 同意, en: Consent}, type: boolean, format: consent}
        - {code: premises.area, name: {zh: 面积, en: Area}, type: integer, min: 1, max: 100000}
        - {code: premises.use, name: {zh: 用途, en: Use}, type: text, maxLength: 100}
        """

    static let licenceTypes = """
        - {code: food-permit, name: {zh: 食品经营许可证, en: Food permit}, issuer: scjg, holder: person, typeCode: 11310000MB2F30661Y001, elements: [person.name, premises.area], validityMonths: 60}
        - {code: residence-proof, name: {zh: 居住证明, en: Proof of residence}, issuer: gaj, holder: person, typeCode: 11310000MB2F30661Y002, elements: [person.name, person.regionCode], validityMonths: 12}
        - {code: resident-card, name: {zh: 居民卡, en: Resident’s card}, issuer: gaj, holder: person, typeCode: 11310000MB2F30661Y003, elements: [person.name, person.cardNumber]}
        - {code: stall-permit, name: {zh: 摊位许可证, en: Stall permit}, issuer: scjg, holder: person, typeCode: 11310000MB2F30661Y004, elements: [person.name], validityMonths: 12}
        """

    static let common = """
        department: scjg
        audience: [person]
        illustrative: true
        """

    static let person = """
          - {field: applicant.name}
          - {field: applicant.idNumber}
          - {field: applicant.regionCode, required: false}
        """

    static let foodPermit = """
        code: food-permit
        basicCode: "310112345000"
        type: "01"
        name: {zh: 食品经营许可, en: Food business permit}
        \(common)
        handling: promised
        trips: 1
        tripsReason: {zh: 领取证书, en: To fetch the permit}
        office: {level: district, region: "applicant.regionCode"}
        limits: {acceptance: {count: 5}, statutory: {count: 20}, promised: {count: 5}, issue: {count: 10}, deemedAcceptance: true}
        roles:
          applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}
          premises: {kind: premises, name: {zh: 经营场所, en: Premises}}
        fields:
        \(person)
          - {field: premises.area}
          - {field: premises.use, required: false}
        materials:
          - {code: floor-plan, name: {zh: 场所平面图, en: Floor plan}, basis: {law: {zh: 食品安全法, en: Food Safety Law}, article: 第三十五条}, accept: [pdf, jpg], maxMegabytes: 2}
        reviewPoints:
          - {code: area, text: {zh: 面积不小于二十平方米, en: At least twenty square metres}, check: "premises.area >= 20"}
          - {code: layout, text: {zh: 布局合理, en: A sensible layout}, evidence: [floor-plan]}
        steps: [{code: accept}, {code: review}, {code: decide, level: city}, {code: issue}]
        results:
          - {licence: food-permit, holder: applicant, face: {person.name: applicant.name, premises.area: premises.area}}
        """

    /// A paper may follow, and the whole may be granted on a promise.
    static let stallPermit = """
        code: stall-permit
        basicCode: "310112345005"
        type: "01"
        name: {zh: 摊位许可, en: Stall permit}
        \(common)
        handling: promised
        commitment: approval
        onSiteCheck: true
        office: {level: district, region: "applicant.regionCode"}
        limits: {acceptance: {count: 5}, statutory: {count: 20}, promised: {count: 5}, issue: {count: 10}, deemedAcceptance: true}
        roles:
          applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}
          premises: {kind: premises, name: {zh: 摊位, en: Stall}}
        fields:
        \(person)
          - {field: premises.area}
        materials:
          - {code: stall-plan, name: {zh: 摊位布置图, en: Plan of the stall}, basis: {law: {zh: 食品安全法, en: Food Safety Law}}, accept: [pdf, jpg], maxMegabytes: 2}
          - code: stall-rules
            name: {zh: 经营制度文本, en: Rules of the stall}
            basis: {law: {zh: 食品安全法, en: Food Safety Law}}
            accept: [pdf]
            need: later
            deferral:
              cases: {zh: 制度还在定稿, en: They are still being written}
              within: {count: 3}
              version: "1"
              text: {zh: 我承诺受理后三个工作日内补交。, en: I promise to hand it in within three working days of acceptance.}
        reviewPoints:
          - {code: area, text: {zh: 面积不小于二平方米, en: At least two square metres}, check: "premises.area >= 2"}
          - {code: layout, text: {zh: 摊位布置合理, en: The stall is well laid out}}
        approvalPromise:
          when: premises.area < 20
          version: "1"
          conditions: [{point: layout, text: {zh: 我承诺布置合理。, en: I promise that it is well laid out.}}]
          consequence: {zh: 不符合的整改或者撤销。, en: What does not hold is mended or revoked.}
          covers: [stall-plan, stall-rules]
          within: {count: 30}
          mending: {count: 5}
          basis: {law: {zh: 某条例, en: Some regulations}}
        steps: [{code: accept}, {code: review}, {code: decide}, {code: issue}]
        results:
          - {licence: stall-permit, holder: applicant, face: {person.name: applicant.name}}
        """

    static let residenceProof = """
        code: residence-proof
        basicCode: "312012345001"
        type: "20"
        name: {zh: 居住证明, en: Proof of residence}
        department: gaj
        audience: [person]
        illustrative: true
        handling: instant
        office: {level: street, region: "applicant.regionCode"}
        limits: {promised: {count: 0}}
        roles: {applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}}
        fields:
        \(person)
        reviewPoints:
          - {code: city, text: {zh: 居住在本市, en: Lives in the city}, check: 'starts with(applicant.regionCode, "31")'}
        results:
          - {licence: residence-proof, holder: applicant, face: {person.name: applicant.name, person.regionCode: applicant.regionCode}}
        """

    static let card = """
        code: card
        basicCode: "312012345002"
        type: "20"
        name: {zh: 居民卡, en: Resident’s card}
        department: gaj
        audience: [person]
        illustrative: true
        handling: promised
        office: {level: district, region: "applicant.regionCode"}
        limits: {promised: {count: 3}}
        roles: {applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}}
        fields:
        \(person)
        steps: [{code: accept}, {code: decide}]
        decides: [{field: applicant.cardNumber, label: {zh: 卡号, en: Card number}}]
        results:
          - {licence: resident-card, holder: applicant, face: {person.name: applicant.name, person.cardNumber: applicant.cardNumber}}
        """

    static let insurance = """
        code: insurance
        basicCode: "312012345003"
        type: "20"
        name: {zh: 参保登记, en: Insurance registration}
        department: scjg
        audience: [person]
        illustrative: true
        handling: instant
        office: {level: city}
        limits: {promised: {count: 0}}
        roles: {applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}}
        fields:
        \(person)
        reviewPoints:
          - {code: card, text: {zh: 已有居民卡, en: Has a card}, check: "applicant.cardNumber != null"}
        results:
          - {document: {zh: 参保凭证, en: Certificate of insurance}}
        """

    static let paidCopy = """
        code: paid-copy
        basicCode: "312012345004"
        type: "20"
        name: {zh: 档案复制, en: Copy of a record}
        department: gaj
        audience: [person]
        illustrative: true
        handling: promised
        office: {level: city}
        limits: {promised: {count: 2}}
        roles: {applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}}
        fields:
        \(person)
        fees: [{code: copy, name: {zh: 复制费, en: Copying fee}, fen: 1000, basis: {law: {zh: 档案法, en: Archives Law}, article: 第二十八条}}]
        results:
          - {document: {zh: 档案复制件, en: Copy of the record}}
        """

    static let settleIn = """
        code: settle-in
        name: {zh: 来沪落脚, en: Settling in}
        audience: person
        lead: gaj
        roles: {applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}}
        items:
          - {item: residence-proof}
          - {item: card, after: [residence-proof]}
          - {item: insurance, after: [card]}
        """
}
