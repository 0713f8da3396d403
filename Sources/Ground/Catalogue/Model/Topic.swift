package import Kernel

/// 主题分类: one of the national topics of services for people and for enterprises (国办函〔2016〕108号). The name is its code.
package struct Topic: Sendable, Hashable {
    package let name: Text
    package let audience: Audience

    /// Every topic, people's first.
    package static let all = person + enterprise

    /// The topics of that name: some are people's and enterprises' alike.
    package static func named(_ name: String) -> Topic? { all.first { $0.name.zh == name } }

    private static let person = topics(
        .person,
        [
            "生育收养": "Birth and adoption", "户籍办理": "Household register", "民族宗教": "Ethnic groups and religion",
            "教育科研": "Education and research", "入伍服役": "Military service", "就业创业": "Work and starting a business",
            "设立变更": "Setting up and change", "准营准办": "Permits", "抵押质押": "Mortgage and pledge", "职业资格": "Professional qualification",
            "行政缴费": "Payments", "婚姻登记": "Marriage", "优待抚恤": "Preference and compensation", "规划建设": "Planning and building",
            "住房保障": "Housing", "社会保障": "Social security", "社会救助": "Social relief", "证件办理": "Documents", "交通出行": "Transport",
            "旅游观光": "Tourism", "出境入境": "Entry and exit", "消费维权": "Consumers’ rights", "公共安全": "Public safety",
            "司法公证": "Justice and notaries", "知识产权": "Intellectual property", "环保绿化": "Environment", "文化体育": "Culture and sport",
            "公用事业": "Utilities", "医疗卫生": "Health", "离职退休": "Retirement", "死亡殡葬": "Death and funerals", "其他": "Other",
        ])

    private static let enterprise = topics(
        .enterprise,
        [
            "资质认证": "Qualifications", "年检年审": "Yearly checks", "税收财务": "Tax and finance", "人力资源": "Human resources",
            "投资审批": "Investment", "融资信贷": "Finance and credit", "商务贸易": "Trade", "招标拍卖": "Tenders and auctions",
            "海关口岸": "Customs", "涉外服务": "Foreign affairs", "农林牧渔": "Farming and fishing", "国土和规划建设": "Land, planning and building",
            "交通运输": "Transport of goods", "应急管理": "Emergencies", "水务气象": "Water and weather", "科技创新": "Science and innovation",
            "文体教育": "Culture, sport and education", "质量技术": "Quality", "检验检疫": "Inspection and quarantine", "安全生产": "Safety at work",
            "公安消防": "Police and fire", "法人注销": "Closing down", "档案文物": "Archives and relics",
        ])

    private static func topics(_ audience: Audience, _ names: KeyValuePairs<String, String>) -> [Topic] {
        names.map { Topic(name: Text($0.key, $0.value), audience: audience) }
    }
}
