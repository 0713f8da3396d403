import Catalogue
import Kernel
import Testing

/// Two departments, one permit with a situation and two materials, one thing.
enum SmallCatalogue {
    static func catalogue() throws -> Catalogue {
        let loaded = CatalogueLoading.load(files: files)
        return try #require(loaded.catalogue, "\(loaded.findings.map { "\($0.file):\($0.line) \($0.message.en)" })")
    }

    static let files: [CatalogueLoading.File] = [
        .init("departments.yaml", departments), .init("elements/all.yaml", elements), .init("licence-types.yaml", licenceTypes),
        .init("items/food-permit.yaml", foodPermit), .init("items/residence-proof.yaml", residenceProof),
        .init("implementations/all.yaml", implementations),
    ]

    static let departments = """
        - {code: gaj, name: {zh: 公安局, en: Public Security Bureau}, kind: government, uscc: 11310000MAGA00013E, levels: [city, district]}
        - {code: scjg, name: {zh: 市场监督管理局, en: Administration for Market Regulation}, kind: government, uscc: 11310000MB2F30661Y, levels: [city, district]}
        """

    static let elements = """
        - {code: person.name, name: {zh: 姓名, en: Name}, type: text, format: person-name, maxLength: 50}
        - {code: person.idNumber, name: {zh: 公民身份号码, en: Identity number}, type: text, format: resident-id, sensitivity: sensitive}
        - {code: person.regionCode, name: {zh: 居住街镇, en: Subdistrict}, type: text, format: region}
        - {code: premises.area, name: {zh: 面积, en: Area}, type: integer, min: 1, max: 100000}
        - {code: premises.use, name: {zh: 用途, en: Use}, type: text, maxLength: 100}
        """

    static let licenceTypes = """
        - {code: food-permit, name: {zh: 食品经营许可证, en: Food permit}, issuer: scjg, holder: person, typeCode: 11310000MB2F30661Y001, elements: [person.name, premises.area], validityMonths: 60}
        """

    static let implementations = ["310104", "310105"].map(implementation).joined(separator: "\n")

    private static func implementation(_ region: String) -> String {
        """
        - code: scjg-\(region)
          department: scjg
          region: "\(region)"
          level: district
          name: {zh: 区市场监督管理局, en: District Administration}
          places:
            - {code: hall, name: {zh: 行政服务中心, en: Service centre}, address: {zh: 示例路 1 号, en: 1 Example Road}, phone: "12345"}
          illustrative: true
          columns: [item, windows, promised]
          rows:
            - [food-permit, A01, 4]
        """
    }

    static let foodPermit = """
        code: food-permit
        basicCode: "310112345000"
        type: "01"
        name: {zh: 食品经营许可, en: Food business permit}
        department: scjg
        audience: [person]
        illustrative: true
        handling: promised
        office: {level: district, region: "applicant.regionCode"}
        limits: {acceptance: {count: 5}, statutory: {count: 20}, promised: {count: 5}}
        roles:
          applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}
          premises: {kind: premises, name: {zh: 经营场所, en: Premises}}
        questions:
          - code: kitchen
            ask: {zh: 现场制作吗？, en: Is food made on the spot?}
            kind: yesNo
        fields:
          - {field: applicant.name}
          - {field: applicant.idNumber}
          - {field: applicant.regionCode}
          - {field: premises.area}
        materials:
          - {code: floor-plan, name: {zh: 场所平面图, en: Floor plan}, basis: {law: {zh: 食品安全法, en: Food Safety Law}, article: 第三十五条}, need: later, deferral: {cases: {zh: 图还在画, en: It is being drawn}, within: {count: 3}, version: "1", text: {zh: 我承诺补交, en: I promise to hand it in}}}
          - {code: kitchen-plan, name: {zh: 后厨流程图, en: Kitchen plan}, basis: {law: {zh: 食品安全法, en: Food Safety Law}, article: 第三十五条}, need: conditional, when: answers.kitchen}
        reviewPoints:
          - {code: area, text: {zh: 面积不小于二十平方米, en: At least twenty square metres}, check: "premises.area >= 20"}
        steps: [{code: accept}, {code: review}, {code: decide}, {code: issue}]
        results:
          - {licence: food-permit, holder: applicant, face: {person.name: applicant.name, premises.area: premises.area}}
        """

    static let residenceProof = """
        code: residence-proof
        basicCode: "312012345001"
        type: "20"
        name: {zh: 居住证明, en: Proof of residence}
        department: gaj
        audience: [person]
        illustrative: true
        handling: promised
        limits: {promised: {count: 2}}
        roles: {applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}}
        fields:
          - {field: applicant.name}
          - {field: applicant.regionCode}
        results:
          - {document: {zh: 居住证明, en: Proof of residence}}
        """
}
