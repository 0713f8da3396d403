import Kernel

/// The words that names are made of. No list is taken from anywhere; whoever bears such a name in life is not meant.
enum DemoWords {
    static let surnames = [
        "陈", "王", "张", "李", "刘", "徐", "沈", "朱", "周", "吴", "陆", "顾", "胡", "许", "何", "郭", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "韩",
        "冯", "曹", "彭", "曾", "肖", "田", "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "魏", "苏", "吕", "丁", "任", "卢", "姚", "钟", "姜",
    ]
    static let femaleNames = ["晓", "岚", "雯", "婷", "静", "怡", "琳", "佳", "敏", "洁", "悦", "欣", "梅", "芳", "秀", "玉", "兰", "莉", "颖", "清", "宁", "月"]
    static let maleNames = ["一", "舟", "明", "俊", "浩", "强", "峰", "伟", "杰", "建", "国", "文", "海", "志", "立", "诚", "启", "宇", "涛", "磊", "安", "远"]

    /// Streets named for the seasons of the year; the numbers are made up.
    static let roads = [
        "立春路", "雨水路", "惊蛰路", "春分路", "清明路", "谷雨路", "立夏路", "小满路", "芒种路", "夏至路", "小暑路", "大暑路", "立秋路", "处暑路", "白露路",
        "秋分路", "寒露路", "霜降路", "立冬路", "小雪路", "大雪路", "冬至路", "小寒路", "大寒路",
    ]

    static let brands = [
        "青禾", "半亩", "知味", "云栖", "拾光", "一粟", "南枝", "竹里", "江畔", "归园", "晴川", "木棉", "松果", "星野", "远帆", "和风", "朝露", "暖炉", "新芽", "百草",
        "渔火", "麦田", "石榴", "海棠", "听雨", "初夏", "蓝湾", "橙子", "山月", "晨光", "秋实", "白桦", "银杏", "铜铃", "瓦当", "桂语", "砚田", "舟行", "鹿鸣", "柳岸",
    ]

    /// Places that people move in from, with their codes and how an address there begins.
    static let elsewhere: [(code: String, address: String)] = [
        ("330106", "浙江省杭州市西湖区"), ("320505", "江苏省苏州市虎丘区"), ("340104", "安徽省合肥市蜀山区"), ("360111", "江西省南昌市青山湖区"),
        ("410105", "河南省郑州市金水区"), ("420111", "湖北省武汉市洪山区"), ("510107", "四川省成都市武侯区"), ("350203", "福建省厦门市思明区"),
    ]

    static let hospitals = ["示例第一妇婴医院", "示例妇产科医院", "示例国际和平医院"]
    static let bank = "示例银行上海分行"
}

/// A line of business of the demo city's enterprises.
struct DemoTrade: Sendable {
    /// GB/T 4754-2017.
    let industry: String
    let word: String
    let scope: String
    let isCatering: Bool

    static let all: [(DemoTrade, Int)] = [
        (DemoTrade(industry: "H6210", word: "餐饮", scope: "餐饮服务；食品销售。", isCatering: true), 16),
        (DemoTrade(industry: "H6220", word: "快餐", scope: "餐饮服务（快餐）；外卖递送服务。", isCatering: true), 8),
        (DemoTrade(industry: "H6232", word: "咖啡", scope: "餐饮服务（咖啡馆）；预包装食品销售。", isCatering: true), 6),
        (DemoTrade(industry: "H6291", word: "小吃", scope: "餐饮服务（小吃）。", isCatering: true), 6),
        (DemoTrade(industry: "F5213", word: "便利店", scope: "食品销售；日用百货销售。", isCatering: false), 8),
        (DemoTrade(industry: "F5232", word: "服饰", scope: "服装服饰零售；鞋帽零售。", isCatering: false), 6),
        (DemoTrade(industry: "I6513", word: "软件", scope: "软件开发；信息技术咨询服务。", isCatering: false), 12),
        (DemoTrade(industry: "L7249", word: "咨询", scope: "企业管理咨询；商务信息咨询。", isCatering: false), 10),
        (DemoTrade(industry: "M7492", word: "设计", scope: "专业设计服务；图文设计制作。", isCatering: false), 8),
        (DemoTrade(industry: "G5821", word: "货运", scope: "国内货物运输代理；道路货物运输。", isCatering: false), 6),
        (DemoTrade(industry: "O8040", word: "美发", scope: "理发服务；生活美容服务。", isCatering: false), 6),
        (DemoTrade(industry: "C3399", word: "五金制造", scope: "金属制品制造；金属制品销售。", isCatering: false), 8),
    ]
}
