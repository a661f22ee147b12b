"""The vocabulary of the invented wiki: people, fields, career paths, skills, positions, places.

In: nothing. Out: tuples of words, a stable order, so that a seed always gives the same notes.
Lists are written as one string because forty quoted names are harder to read than forty names.
"""


def listed(text: str) -> tuple[str, ...]:
    """Split a comma-separated list, which may run over several lines."""
    return tuple(item for item in (part.strip() for part in " ".join(text.split()).split(",")) if item)


FIRST_NAMES = listed("""
    Aaron, Abena, Ada, Adam, Adriana, Agnes, Ahmed, Aiko, Aisha, Alan, Alejandro, Alice, Amara, Amelia, Amir, Ana,
    Andre, Angela, Anika, Anton, Aparna, Arjun, Astrid, Bao, Beatriz, Benjamin, Bianca, Björn, Brenda, Brian, Camila,
    Carl, Carmen, Caroline, Cecilia, Chen, Chidi, Chloe, Clara, Claudia, Cyrus, Daniel, Dana, Daphne, David, Deepa,
    Diego, Dina, Dmitri, Dora, Edith, Eduardo, Elena, Eli, Elif, Emeka, Emil, Emma, Enrique, Erin, Esther, Eva,
    Farah, Fatima, Felix, Fiona, Francis, Frida, Gabriel, George, Grace, Greta, Hana, Hannah, Haruto, Hassan, Helen,
    Henry, Hugo, Ian, Ibrahim, Ida, Imani, Ines, Ingrid, Irene, Isaac, Ivan, Jack, Jasmine, Javier, Jia, Joana, Joel,
    John, Julia, Kai, Karen, Karim, Kavya, Keiko, Kenji, Kofi, Kwame, Laila, Lars, Laura, Layla, Leo, Lena, Lin,
    Linda, Liu, Lucas, Lucy, Luis, Magda, Malik, Marcus, Maria, Marta, Matteo, Maya, Mei, Miguel, Mina, Mohamed, Mona,
    Nadia, Naomi, Nasser, Nia, Nikhil, Nina, Noah, Nora, Obinna, Olga, Oliver, Omar, Oscar, Pablo, Paula, Pedro,
    Petra, Philip, Priya, Quentin, Rachel, Rafael, Rania, Ravi, Rebecca, Renée, Rosa, Ruth, Ryan, Sam, Samira, Sara,
    Sean, Sofia, Søren, Stella, Sunil, Tara, Theo, Thomas, Tomas, Uma, Vera, Victor, Wei, William, Xin, Yara, Yusuf,
    Zainab, Zoë, Zoran
""")

LAST_NAMES = listed("""
    Abbott, Abdi, Adeyemi, Aguilar, Ahmadi, Akhtar, Allen, Almeida, Alvarez, Andersen, Arslan, Asante, Bailey, Banerjee,
    Barnes, Barros, Bauer, Becker, Bello, Bennett, Berg, Bhatt, Bishop, Blanchard, Boateng, Borges, Brandt, Brooks,
    Burke, Cabrera, Campbell, Cardoso, Carter, Castro, Chandra, Chang, Chavez, Cho, Clarke, Cohen, Costa, Cruz, Dahl,
    Das, Davies, Delgado, Desai, Diallo, Diaz, Dubois, Duarte, Dunn, Ekström, Eriksen, Espinoza, Evans, Farrell, Faruq,
    Ferrari, Fischer, Flores, Fofana, Foster, Fujita, Gallagher, Garcia, Ghosh, Gibson, Gomes, Gonzalez, Graham, Greene,
    Gupta, Haddad, Hall, Hansen, Harris, Hassani, Hayashi, Hernandez, Hoffman, Holm, Hughes, Hussain, Ibarra, Ito,
    Ivanova, Jackson, Jansen, Jensen, Jimenez, Johansson, Joshi, Kang, Kaplan, Karlsson, Kaur, Keller, Khan, Kim,
    Kimura, Klein, Kovacs, Krishnan, Kumar, Lambert, Larsen, Lee, Leite, Levin, Lopez, Lund, Mahmoud, Marin, Martin,
    Mbeki, Mehta, Mendoza, Meyer, Miller, Molina, Moreau, Moreno, Morgan, Murphy, Nakamura, Navarro, Ndiaye, Nguyen,
    Nielsen, Novak, Nuñez, Nwosu, Obi, Okafor, Okoye, Oliveira, Olsen, Ortega, Osei, Owens, Park, Patel, Pereira,
    Petrov, Pham, Quinn, Rahman, Ramirez, Rao, Reyes, Richter, Rivera, Rossi, Russo, Sanchez, Santos, Sato, Schmidt,
    Sharma, Silva, Singh, Sorensen, Suarez, Suzuki, Tanaka, Teixeira, Thapa, Torres, Tran, Vargas, Vega, Wagner,
    Walker, Wang, Weber, Winter, Wong, Yamada, Yilmaz, Young, Zhang, Zimmermann
""")

FIELDS = listed("""
    Public health, Science policy, Data science, Science communication, Technology transfer, Patent law, Management
    consulting, Medical writing, Regulatory affairs, Clinical research, Biotechnology, Science education, Museum
    curation, Environmental consulting, Energy policy, Software engineering, Machine learning, User research, Product
    management, Program evaluation, Philanthropy, Scientific publishing, Science journalism, National security,
    Semiconductor manufacturing, Materials engineering, Quality assurance, Sustainable agriculture, Urban planning,
    Climate adaptation, Epidemiology, Health economics, Digital libraries, University administration, Career
    advising, Venture capital, Space systems, Standards and metrology, Forensic science, Outreach
""")

CAREER_PATHS = listed("""
    Research to program management, Bench to policy, Academia to industry, Laboratory to software, Postdoc to
    consulting, Teaching to outreach, Research to publishing, Engineering to patents, Academia to government, Bench to
    medical writing, Research to data science, Laboratory to quality, Faculty to administration, Research to product,
    Postdoc to startup, Clinic to research, Research to journalism, Research to philanthropy, Industry to government,
    Policy to practice, Laboratory to regulation, Research to user experience, Fieldwork to consulting, Theory to
    finance, Research to museums
""")

SECTORS = listed("Academia, Government, For-profit, Nonprofit, Other")

SKILLS = listed("""
    grant writing, statistics, project management, public speaking, budgeting, Python, R, SQL, machine learning, data
    visualization, survey design, interviewing, technical writing, editing, copy editing, negotiation, mentoring,
    hiring, team leadership, conflict resolution, strategic planning, policy analysis, program evaluation, stakeholder
    engagement, community outreach, regulatory writing, clinical trial design, protocol development, quality control,
    risk assessment, patent searching, licensing, market research, financial modelling, product roadmaps, user
    interviews, prototyping, usability testing, web development, version control, cloud computing, geographic
    information systems, remote sensing, microscopy, spectroscopy, chromatography, cell culture, sequencing, CRISPR,
    protein purification, electron beam lithography, thin film deposition, materials characterization, finite element
    analysis, computer-aided design, machining, instrument design, calibration, metrology, field sampling, species
    identification, animal handling, laboratory safety, laboratory management, procurement, contract management,
    fundraising, donor relations, event planning, facilitation, workshop design, curriculum design, teaching, assessment
    design, advising, translation, science illustration, photography, video production, podcasting, social media, press
    relations, storytelling, archival research, literature review, systematic review, meta-analysis, causal inference,
    time series analysis, Bayesian modelling, network analysis, optimization, simulation, signal processing, image
    analysis, natural language processing, data engineering, data governance, ethics review, cross-cultural
    communication, coalition building
""")

DISCIPLINES = listed("""
    Materials science, Molecular biology, Chemistry, Physics, Neuroscience, Ecology, Mechanical engineering, Computer
    science, Psychology, Sociology, History, Geology, Mathematics, Microbiology, Economics, Linguistics, Biochemistry,
    Electrical engineering, Astronomy, Plant biology
""")

POSITIONS = listed("""
    Project manager, Program officer, Policy analyst, Data scientist, Medical writer, Regulatory specialist, Patent
    agent, Licensing associate, Consultant, Research scientist, Staff scientist, Process engineer, Software engineer,
    Product manager, User researcher, Outreach coordinator, Exhibit developer, Science editor, Science writer, Clinical
    trial manager, Epidemiologist, Evaluation lead, Career adviser, Lecturer, Laboratory manager, Quality lead,
    Standards engineer, Environmental planner, Legislative fellow, Deputy director
""")

PLACES = listed("""
    Midwest, Lakeshore, Riverbend, Northern, Coastal, Highland, Prairie, Capital, Harbor, Valley, Redwood, Summit
""")
SCHOOLS = listed("State University, Institute of Technology, University, Polytechnic")
EMPLOYERS = listed("""
    Department of Health, Science Museum, Biotech, Analytics, Foundation, National Laboratory, Consulting Group, Energy
    Agency, Press, Research Hospital
""")
