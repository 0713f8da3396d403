import Catalogue
import Kernel
import Testing

/// Two departments with an item each: a licence with every step, and a card that records a number.
enum ExchangeCatalogue {
    static func catalogue() throws -> Catalogue {
        let loaded = CatalogueLoading.load(files: [
            .init("departments.yaml", departments), .init("elements/all.yaml", elements), .init("licence-types.yaml", licenceTypes),
            .init("items/food-permit.yaml", foodPermit), .init("items/card.yaml", card), .init("items/stall.yaml", stall),
            .init("things/both.yaml", both),
        ])
        return try #require(loaded.catalogue, "\(loaded.findings.map { "\($0.file):\($0.line) \($0.message.en)" })")
    }

    private static let departments = """
        - {code: gaj, name: {zh: 公安局, en: Public Security Bureau}, kind: government, uscc: 11310000MAGA00013E, levels: [city, district, street]}
        - {code: scjg, name: {zh: 市场监督管理局, en: Administration for Market Regulation}, kind: government, uscc: 11310000MB2F30661Y, levels: [city, district]}
        """

    private static let elements = """
        - {code: person.name, name: {zh: 姓名, en: Name}, type: text, format: person-name, maxLength: 50}
        - {code: person.idNumber, name: {zh: 公民身份号码, en: Identity number}, type: text, format: resident-id, sensitivity: sensitive}
        - {code: person.regionCode, name: {zh: 居住街镇, en: Subdistrict}, type: text, format: region}
        - {code: person.cardNumber, name: {zh: 卡号, en: Card number}, type: text, maxLength: 20}
        - {code: person.bloodGroup, name: {zh: 血型, en: Blood group}, type: text, maxLength: 4}
        - {code: premises.area, name: {zh: 面积, en: Area}, type: integer, min: 1, max: 100000}
        """

    private static let licenceTypes = """
        - {code: food-permit, name: {zh: 食品经营许可证, en: Food permit}, issuer: scjg, holder: person, typeCode: 11310000MB2F30661Y001, elements: [person.name, premises.area], validityMonths: 60}
        - {code: food-record, name: {zh: 食品备案凭证, en: Food record}, issuer: scjg, holder: person, typeCode: 11310000MB2F30661Y002, elements: [person.name, premises.area]}
        - {code: resident-card, name: {zh: 居民卡, en: Resident’s card}, issuer: gaj, holder: person, typeCode: 11310000MB2F30661Y003, elements: [person.name, person.cardNumber]}
        """

    private static let person = """
          - {field: applicant.name}
          - {field: applicant.idNumber}
          - {field: applicant.regionCode, required: false}
        """

    private static let foodPermit = """
        code: food-permit
        basicCode: "310112345000"
        type: "01"
        name: {zh: 食品经营许可, en: Food business permit}
        department: scjg
        audience: [person]
        illustrative: true
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
        materials:
          - {code: floor-plan, name: {zh: 场所平面图, en: Floor plan}, basis: {law: {zh: 食品安全法, en: Food Safety Law}, article: 第三十五条}, accept: [pdf, jpg], maxMegabytes: 2}
        reviewPoints:
          - {code: layout, text: {zh: 布局合理, en: A sensible layout}, evidence: [floor-plan]}
        steps: [{code: accept}, {code: review}, {code: decide}, {code: issue}]
        results:
          - {licence: food-permit, holder: applicant, face: {person.name: applicant.name, premises.area: premises.area}}
        """

    /// May be granted on a promise, and is checked afterwards.
    private static let stall = """
        code: stall
        basicCode: "310112345005"
        type: "01"
        name: {zh: 摊位许可, en: Stall permit}
        department: scjg
        audience: [person]
        illustrative: true
        handling: promised
        commitment: approval
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
        reviewPoints:
          - {code: area, text: {zh: 面积不小于二平方米, en: At least two square metres}, check: "premises.area >= 2"}
          - {code: layout, text: {zh: 摊位布置合理, en: The stall is well laid out}}
        approvalPromise:
          when: premises.area < 20
          version: "1"
          conditions: [{point: layout, text: {zh: 我承诺布置合理。, en: I promise that it is well laid out.}}]
          consequence: {zh: 不符合的整改或者撤销。, en: What does not hold is mended or revoked.}
          covers: [stall-plan]
          within: {count: 30}
          mending: {count: 5}
          basis: {law: {zh: 某条例, en: Some regulations}}
        steps: [{code: accept}, {code: review}, {code: decide}, {code: issue}]
        results:
          - {licence: food-permit, holder: applicant, face: {person.name: applicant.name, premises.area: premises.area}}
        """

    private static let card = """
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
          - {field: applicant.bloodGroup, required: false}
        steps: [{code: accept}, {code: decide}]
        decides: [{field: applicant.cardNumber, label: {zh: 卡号, en: Card number}}]
        results:
          - {licence: resident-card, holder: applicant, face: {person.name: applicant.name, person.cardNumber: applicant.cardNumber}}
        """

    private static let both = """
        code: both
        name: {zh: 开店和办卡, en: A shop and a card}
        audience: person
        lead: scjg
        roles:
          applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}
          premises: {kind: premises, name: {zh: 经营场所, en: Premises}}
        items: [{item: food-permit}, {item: card}]
        """
}
